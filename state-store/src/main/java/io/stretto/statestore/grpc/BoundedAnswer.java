package io.stretto.statestore.grpc;

import io.stretto.protocol.StateEntry;
import io.stretto.protocol.StateKey;
import io.stretto.statestore.rocksdb.CommittedValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The values of the first of the keys asked for, as many as one message may hold, all as of one
 * moment. Values are read a few at a time: nobody knows how large they are before.
 */
final class BoundedAnswer {

  /**
   * Far below what a message may have, so that an answer comes soon, the value that passes it
   * included.
   */
  static final int LIMIT_BYTES = 8 << 20;

  /** So many keys are read at once. */
  static final int KEYS_AT_ONCE = 32;

  private BoundedAnswer() {}

  /**
   * Reads keys.
   *
   * @param reader reads some of them, all as of one moment; nothing where it cannot
   * @param keys the keys
   * @param mayGoOn whether two answers of the reader with one height are as of one moment
   */
  static Optional<CommittedValues> read(
      Function<List<StateKey>, Optional<CommittedValues>> reader,
      List<StateKey> keys,
      boolean mayGoOn) {
    Optional<CommittedValues> first = reader.apply(next(keys, 0));
    if (first.isEmpty() || keys.isEmpty()) {
      return first;
    }
    long height = first.get().height();
    List<byte[]> values = new ArrayList<>(keys.size());
    long room = add(first.get().values(), values, LIMIT_BYTES);
    while (room >= 0 && mayGoOn && values.size() < keys.size()) {
      Optional<CommittedValues> more = reader.apply(next(keys, values.size()));
      if (more.isEmpty() || more.get().height() != height) {
        break;
      }
      room = add(more.get().values(), values, room);
    }
    return Optional.of(new CommittedValues(height, values));
  }

  /** How many of the first entries fit: at least one where there are any. */
  static int fitting(List<StateEntry> entries) {
    long left = LIMIT_BYTES;
    int count = 0;
    while (count < entries.size() && left > 0) {
      left -= entries.get(count++).value().length;
    }
    return count;
  }

  private static List<StateKey> next(List<StateKey> keys, int from) {
    return keys.subList(from, Math.min(keys.size(), from + KEYS_AT_ONCE));
  }

  /** Adds values until there is no more room; returns what is left of it, below 0 for none. */
  private static long add(List<byte[]> found, List<byte[]> values, long room) {
    long left = room;
    for (byte[] value : found) {
      values.add(value);
      left -= value == null ? 0 : value.length;
      if (left < 0) {
        break;
      }
    }
    return left;
  }
}
