package io.stretto.coordinator;

import io.stretto.protocol.Block;
import java.util.List;
import java.util.TreeMap;

/** The blocks that were cut and are not committed, with what was expected of their members. */
final class InFlight {

  record Entry(Block block, List<CoordinatorRecord.Member> members) {}

  private final TreeMap<Long, Entry> byHeight = new TreeMap<>();
  private int transactions;

  void add(Block block, List<CoordinatorRecord.Member> members) {
    byHeight.put(block.height(), new Entry(block, members));
    transactions += members.size();
  }

  /** The entry of a height; {@code null} where none is in flight. */
  Entry get(long height) {
    return byHeight.get(height);
  }

  /** Removes and returns the lowest entry up to a height; {@code null} where there is none. */
  Entry pollUpTo(long height) {
    if (byHeight.isEmpty() || byHeight.firstKey() > height) {
      return null;
    }
    Entry entry = byHeight.pollFirstEntry().getValue();
    transactions -= entry.members().size();
    return entry;
  }

  int transactions() {
    return transactions;
  }

  int blocks() {
    return byHeight.size();
  }
}
