package io.stretto.schemas;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * An enum as Avro writes it, by its symbol's index in the schema: which is fixed here, and not by
 * the order in which Java declares the constants.
 *
 * @param <E> the enum
 */
final class WireEnum<E extends Enum<E>> {

  private final List<E> constants;
  private final Map<E, Integer> indexes;

  private WireEnum(List<E> constants) {
    this.constants = constants;
    this.indexes = new EnumMap<>(constants.getFirst().getDeclaringClass());
    for (int i = 0; i < constants.size(); i++) {
      indexes.put(constants.get(i), i);
    }
  }

  /** Takes all constants in the order of the schema's symbols. */
  static <E extends Enum<E>> WireEnum<E> of(List<E> constants) {
    return new WireEnum<>(constants);
  }

  void write(AvroWriter writer, E constant) {
    writer.writeInt(indexes.get(constant));
  }

  E read(AvroReader reader) {
    return constants.get(reader.readIndex(constants.size()));
  }
}
