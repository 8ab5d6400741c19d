package io.stretto.wasm.engine;

import java.util.Arrays;

/** The array behind a memory of one size, with a mark for each block of 4 KiB that was written. */
final class MemoryBacking {

  static final int BLOCK_SHIFT = 12;
  private static final int BLOCK_BYTES = 1 << BLOCK_SHIFT;

  /**
   * How far a write marked in one block may reach into the next: an 8-byte store is marked where it
   * begins.
   */
  private static final int OVERLAP_BYTES = 7;

  final byte[] bytes;

  /** One for each block that a write began in. */
  final byte[] written;

  MemoryBacking(int sizeBytes) {
    this.bytes = new byte[sizeBytes];
    this.written = new byte[sizeBytes >>> BLOCK_SHIFT];
  }

  void mark(int offset, int length) {
    if (length > 0) {
      Arrays.fill(
          written, offset >>> BLOCK_SHIFT, ((offset + length - 1) >>> BLOCK_SHIFT) + 1, (byte) 1);
    }
  }

  /** Restores what was written; what the pristine content does not cover is zero. */
  void restore(byte[] pristine) {
    for (int block = 0; block < written.length; block++) {
      if (written[block] != 0) {
        written[block] = 0;
        restoreBlock(block, pristine);
      }
    }
  }

  private void restoreBlock(int block, byte[] pristine) {
    int from = block << BLOCK_SHIFT;
    int to = Math.min(from + BLOCK_BYTES + OVERLAP_BYTES, bytes.length);
    int covered = Math.clamp(pristine.length, from, to);
    if (covered > from) {
      System.arraycopy(pristine, from, bytes, from, covered - from);
    }
    Arrays.fill(bytes, covered, to, (byte) 0);
  }

  /** Copies what was written to another, smaller one of the same pristine content. */
  void copyWritten(MemoryBacking other) {
    for (int block = 0; block < other.written.length; block++) {
      if (other.written[block] != 0) {
        int from = block << BLOCK_SHIFT;
        int length = Math.min(BLOCK_BYTES + OVERLAP_BYTES, other.bytes.length - from);
        System.arraycopy(other.bytes, from, bytes, from, length);
        written[block] = 1;
      }
    }
  }
}
