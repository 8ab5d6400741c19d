package io.stretto.statestore.rocksdb;

import java.nio.charset.StandardCharsets;

/**
 * The ids of the last transactions, as hashes of 64 bits: tells cheaply that an id is new. Whoever
 * chooses ids so that hashes collide makes the store look closer, and changes nothing else.
 *
 * <p>Two generations, each of as many ids as the window has positions: when one is full, the older
 * one is forgotten. So at least the whole window is here. A window that would take too much memory
 * is not kept, and every id may then be known. For one thread.
 */
final class RecentIds {

  /** The largest window kept: 16 million positions, at most 512 MiB. */
  private static final int LIMIT_POSITIONS = 1 << 24;

  private final int windowPositions;
  private LongSet current = new LongSet();
  private LongSet previous = new LongSet();

  RecentIds(int windowPositions) {
    this.windowPositions = windowPositions;
  }

  /** How many of the last positions must be added when the store is opened. */
  int windowPositions() {
    return isKept() ? windowPositions : 0;
  }

  void add(String transactionId) {
    if (!isKept()) {
      return;
    }
    if (current.size() >= windowPositions) {
      previous = current;
      current = new LongSet();
    }
    current.add(hash(transactionId));
  }

  /** Whether the id may have been added within the window; if not, it surely has not. */
  boolean mayContain(String transactionId) {
    if (!isKept()) {
      return true;
    }
    long hash = hash(transactionId);
    return current.contains(hash) || previous.contains(hash);
  }

  private boolean isKept() {
    return windowPositions <= LIMIT_POSITIONS;
  }

  private static long hash(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    long hash = 0xCBF29CE484222325L;
    for (byte next : bytes) {
      hash = (hash ^ (next & 0xFF)) * 0x100000001B3L;
    }
    hash ^= hash >>> 32;
    hash *= 0x9E3779B97F4A7C15L;
    return hash ^ (hash >>> 29);
  }

  /** A set of numbers with open addressing. */
  private static final class LongSet {

    private long[] slots = new long[1024];
    private int size;
    private boolean hasZero;

    int size() {
      return size;
    }

    boolean contains(long value) {
      return value == 0 ? hasZero : slots[find(slots, value)] == value;
    }

    void add(long value) {
      if (value == 0) {
        hasZero = true;
        return;
      }
      int at = find(slots, value);
      if (slots[at] == value) {
        return;
      }
      slots[at] = value;
      if (++size * 2 > slots.length) {
        grow();
      }
    }

    private void grow() {
      long[] larger = new long[2 * slots.length];
      for (long value : slots) {
        if (value != 0) {
          larger[find(larger, value)] = value;
        }
      }
      slots = larger;
    }

    private static int find(long[] slots, long value) {
      int mask = slots.length - 1;
      int at = (int) value & mask;
      while (slots[at] != 0 && slots[at] != value) {
        at = (at + 1) & mask;
      }
      return at;
    }
  }
}
