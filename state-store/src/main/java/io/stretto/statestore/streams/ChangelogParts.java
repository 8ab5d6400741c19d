package io.stretto.statestore.streams;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Puts together what the changelog holds in parts. A block of which a part is missing, because its
 * writer died, is none; whoever wrote it again wrote all of it. Used by one thread.
 */
final class ChangelogParts {

  /** Several writers may have died at one block; the parts of the eldest are given up. */
  private static final int LIMIT = 8;

  private record Id(long height, long mark) {}

  private final Map<Id, byte[][]> incomplete =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Id, byte[][]> eldest) {
          return size() > LIMIT;
        }
      };

  /** Takes the next record; returns the delta that is whole with it, if one is. */
  Optional<byte[]> take(ChangelogRecord record) {
    if (record.isWhole()) {
      return Optional.of(record.value());
    }
    Id id = new Id(record.height(), record.mark());
    byte[][] parts = incomplete.computeIfAbsent(id, none -> new byte[record.count()][]);
    parts[record.number()] = record.value();
    if (Arrays.asList(parts).contains(null)) {
      return Optional.empty();
    }
    incomplete.remove(id);
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      whole.writeBytes(part);
    }
    return Optional.of(whole.toByteArray());
  }

  /** Whether parts are here of a block above a height: they must be read again after a restart. */
  boolean hasAbove(long height) {
    return incomplete.keySet().stream().anyMatch(id -> id.height() > height);
  }
}
