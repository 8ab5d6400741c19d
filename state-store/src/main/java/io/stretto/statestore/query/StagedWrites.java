package io.stretto.statestore.query;

import io.stretto.protocol.StateKey;
import io.stretto.protocol.StateRange;
import io.stretto.protocol.Write;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The writes of an open block's settled positions. The writer only appends; a reader puts them into
 * a map when it needs one, so that the committer does not pay for reads that never come.
 */
final class StagedWrites {

  private final long baseHeight;
  private List<?>[] appended = new List<?>[64];
  private volatile int count;
  private final Map<StateKey, byte[]> index = new HashMap<>();
  private int indexed;

  /** Begins with nothing on top of the block with the given height. */
  StagedWrites(long baseHeight) {
    this.baseHeight = baseHeight;
  }

  /** The height of the committed block that these lie on. */
  long baseHeight() {
    return baseHeight;
  }

  /** How many positions have been appended. */
  int count() {
    return count;
  }

  /** Appends one position's writes; for the writer alone. */
  void append(List<Write> writes) {
    int at = count;
    if (at == appended.length) {
      appended = Arrays.copyOf(appended, 2 * at);
    }
    appended[at] = writes;
    publish(at + 1);
  }

  /**
   * Replaces what has been written here among values read from the committed state.
   *
   * @return how many positions are in it now
   */
  synchronized int overlay(List<StateKey> keys, List<byte[]> values) {
    int limit = index();
    for (int i = 0; i < values.size(); i++) {
      StateKey key = keys.get(i);
      if (index.containsKey(key)) {
        values.set(i, index.get(key));
      }
    }
    return limit;
  }

  /**
   * The changes in a range, {@code null} for what is deleted, of the positions that are counted.
   */
  synchronized Changes changes(StateRange range) {
    int limit = index();
    TreeMap<StateKey, byte[]> changes = new TreeMap<>();
    index.forEach(
        (key, value) -> {
          if (range.contains(key)) {
            changes.put(key, value);
          }
        });
    return new Changes(limit, changes);
  }

  /**
   * What has been changed in a range.
   *
   * @param count how many positions are in it
   * @param values the last values, {@code null} for what is deleted
   */
  record Changes(int count, SortedMap<StateKey, byte[]> values) {}

  private int index() {
    int limit = count;
    List<?>[] from = appended;
    for (; indexed < limit; indexed++) {
      for (Object write : from[indexed]) {
        index.put(((Write) write).key(), ((Write) write).value());
      }
    }
    return limit;
  }

  private void publish(int newCount) {
    count = newCount;
  }
}
