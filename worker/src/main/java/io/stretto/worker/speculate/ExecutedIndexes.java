package io.stretto.worker.speculate;

import java.util.BitSet;

/** The positions of one block that this process has executed. Safe for use by several threads. */
final class ExecutedIndexes {

  private final BitSet indexes = new BitSet();

  synchronized void add(int index) {
    indexes.set(index);
  }

  synchronized boolean contains(int index) {
    return indexes.get(index);
  }
}
