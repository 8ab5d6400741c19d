package io.stretto.wasm.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * The arrays to which a memory has grown, kept for the next time: a contract that grows its memory
 * in each call then pays for what it writes, not for the whole memory.
 */
final class GrownBackings {

  private static final int KEPT_COUNT = 4;
  private static final long KEPT_BYTES = 16L << 20;

  private final List<MemoryBacking> backings = new ArrayList<>(KEPT_COUNT);

  /** A backing of the given size with pristine content; it must be new to the present run. */
  MemoryBacking take(int sizeBytes, byte[] pristine) {
    for (MemoryBacking backing : backings) {
      if (backing.bytes.length == sizeBytes) {
        return backing;
      }
    }
    MemoryBacking backing = new MemoryBacking(sizeBytes);
    System.arraycopy(pristine, 0, backing.bytes, 0, pristine.length);
    // Never more than this, not even during a run: a contract that grows its memory page by page
    // would otherwise keep the sum of all the sizes that it had alive, gigabytes for little gas.
    if (backings.size() < KEPT_COUNT && retainedBytes() + sizeBytes <= KEPT_BYTES) {
      backings.add(backing);
    }
    return backing;
  }

  /** Restores the content of those that are kept. */
  void restore(byte[] pristine) {
    for (MemoryBacking backing : backings) {
      backing.restore(pristine);
    }
  }

  long retainedBytes() {
    long total = 0;
    for (MemoryBacking backing : backings) {
      total += backing.bytes.length;
    }
    return total;
  }
}
