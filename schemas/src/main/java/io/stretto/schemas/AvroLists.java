package io.stretto.schemas;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Arrays of things whose form somebody else knows. */
final class AvroLists {

  private AvroLists() {}

  static <T> void write(AvroWriter writer, List<T> list, BiConsumer<AvroWriter, T> writeItem) {
    int size = list.size();
    if (size > 0) {
      writer.writeInt(size);
      for (int i = 0; i < size; i++) {
        writeItem.accept(writer, list.get(i));
      }
    }
    writer.writeByte(0);
  }

  /** Reads an array; its items may be null, each must take at least one byte. */
  static <T> List<T> read(AvroReader reader, Function<AvroReader, T> readItem) {
    int count = reader.readBlockCount();
    if (count == 0) {
      return List.of();
    }
    List<T> list = new ArrayList<>(count);
    while (count != 0) {
      for (int i = 0; i < count; i++) {
        list.add(readItem.apply(reader));
      }
      count = reader.readBlockCount();
    }
    return list;
  }
}
