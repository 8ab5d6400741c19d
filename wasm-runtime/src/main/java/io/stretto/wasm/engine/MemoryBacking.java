package io.stretto.wasm.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The array behind a memory of one size, with a mark for each block of 4 KiB that was written. */
final class MemoryBacking {

  static final int BLOCK_SHIFT = 12;

  private static final VarHandle MARKS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  /**
   * How far a write marked in one block may reach into the next: an 8-byte store is marked where it
   * begins.
   */
  private static final int OVERLAP_BYTES = 7;

  final byte[] bytes;

  /** One for each block that a write began in. */
  final byte[] written;

  /** Makes a memory of whole pages that is all zero. */
  MemoryBacking(int sizeBytes) {
    this(new byte[sizeBytes]);
  }

  /** Takes an array of whole pages, of which nothing counts as written. */
  MemoryBacking(byte[] bytes) {
    this.bytes = bytes;
    this.written = new byte[bytes.length >>> BLOCK_SHIFT];
  }

  void mark(int offset, int length) {
    if (length > 0) {
      int first = offset >>> BLOCK_SHIFT;
      int last = (offset + length - 1) >>> BLOCK_SHIFT;
      written[first] = 1;
      if (last > first) {
        Arrays.fill(written, first + 1, last + 1, (byte) 1);
      }
    }
  }

  /** Restores what was written; what the pristine content does not cover is zero. */
  void restore(byte[] pristine) {
    int block = nextWritten(0);
    while (block < written.length) {
      int end = endOfWritten(block);
      Arrays.fill(written, block, end, (byte) 0);
      restore(block << BLOCK_SHIFT, reach(end), pristine);
      block = nextWritten(end);
    }
  }

  private void restore(int from, int to, byte[] pristine) {
    int covered = Math.clamp(pristine.length, from, to);
    if (covered > from) {
      System.arraycopy(pristine, from, bytes, from, covered - from);
    }
    Arrays.fill(bytes, covered, to, (byte) 0);
  }

  /** Copies what was written to another, smaller one of the same pristine content. */
  void copyWritten(MemoryBacking other) {
    int block = other.nextWritten(0);
    while (block < other.written.length) {
      int end = other.endOfWritten(block);
      Arrays.fill(written, block, end, (byte) 1);
      int from = block << BLOCK_SHIFT;
      System.arraycopy(other.bytes, from, bytes, from, other.reach(end) - from);
      block = other.nextWritten(end);
    }
  }

  /** How many blocks were written. */
  int writtenBlocks() {
    int count = 0;
    for (int block = nextWritten(0); block < written.length; ) {
      int end = endOfWritten(block);
      count += end - block;
      block = nextWritten(end);
    }
    return count;
  }

  /** Takes the size and what was written. */
  MemoryImage image() {
    int count = 0;
    int total = 0;
    int[] runs = new int[8];
    for (int block = nextWritten(0); block < written.length; block = nextWritten(runs[count - 1])) {
      if (count == runs.length) {
        runs = Arrays.copyOf(runs, 2 * count);
      }
      runs[count++] = block;
      runs[count++] = endOfWritten(block);
      total += reach(runs[count - 1]) - (block << BLOCK_SHIFT);
    }
    byte[] content = new byte[total];
    int position = 0;
    for (int i = 0; i < count; i += 2) {
      int from = runs[i] << BLOCK_SHIFT;
      int length = reach(runs[i + 1]) - from;
      System.arraycopy(bytes, from, content, position, length);
      position += length;
    }
    return new MemoryImage(bytes.length >>> 16, Arrays.copyOf(runs, count), content);
  }

  /** Puts an image of a memory of the same size over pristine content. */
  void put(MemoryImage image) {
    int position = 0;
    int[] runs = image.runs();
    for (int i = 0; i < runs.length; i += 2) {
      int from = runs[i] << BLOCK_SHIFT;
      int length = reach(runs[i + 1]) - from;
      System.arraycopy(image.content(), position, bytes, from, length);
      Arrays.fill(written, runs[i], runs[i + 1], (byte) 1);
      position += length;
    }
  }

  /** The first written block from the given one on; the number of blocks where there is none. */
  private int nextWritten(int from) {
    int block = from;
    while (block < written.length && written[block] == 0) {
      // Eight at a time where they are aligned; their number is a multiple of that.
      block += (block & 7) == 0 && (long) MARKS.get(written, block) == 0 ? 8 : 1;
    }
    return block;
  }

  /** The first block from the given one on that was not written. */
  private int endOfWritten(int from) {
    int block = from;
    while (block < written.length && written[block] != 0) {
      block++;
    }
    return block;
  }

  /** How far the writes of the blocks before the given one may reach. */
  private int reach(int block) {
    return Math.min((block << BLOCK_SHIFT) + OVERLAP_BYTES, bytes.length);
  }
}
