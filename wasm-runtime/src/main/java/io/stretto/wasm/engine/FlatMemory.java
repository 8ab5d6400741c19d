package io.stretto.wasm.engine;

import com.dylibso.chicory.runtime.ConstantEvaluators;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.types.ActiveDataSegment;
import com.dylibso.chicory.wasm.types.DataSegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;

/**
 * A memory in one array, which remembers what was written so that a reset restores only that. An
 * access out of bounds shows as an IndexOutOfBoundsException and changes nothing.
 */
final class FlatMemory extends UnsharedMemory implements GuestMemory {

  private static final VarHandle SHORTS = view(short[].class);
  private static final VarHandle INTS = view(int[].class);
  private static final VarHandle LONGS = view(long[].class);
  private static final VarHandle FLOATS = view(float[].class);
  private static final VarHandle DOUBLES = view(double[].class);
  private static final int BLOCK_SHIFT = MemoryBacking.BLOCK_SHIFT;

  private final int initialPages;
  private final int maximumPages;
  private final GrownBackings grown = new GrownBackings();
  private final MemoryBacking initial;
  private MemoryBacking current;
  private byte[] bytes;
  private byte[] written;
  private byte[] pristine;
  private DataSegment[] segments = {};
  private long pagesGrownTo;

  /**
   * Makes a memory.
   *
   * @param pristine what {@link #keepPristine} of an equal memory returned, so that the engine need
   *     not initialize this one; {@code null} where none is at hand
   */
  FlatMemory(int initialPages, int maximumPages, byte[] pristine) {
    this.initialPages = initialPages;
    this.maximumPages = maximumPages;
    this.pristine = pristine;
    int sizeBytes = initialPages << 16;
    this.initial =
        new MemoryBacking(
            pristine == null ? new byte[sizeBytes] : Arrays.copyOf(pristine, sizeBytes));
    use(initial);
  }

  private static VarHandle view(Class<?> arrayType) {
    return MethodHandles.byteArrayViewVarHandle(arrayType, ByteOrder.LITTLE_ENDIAN);
  }

  private void use(MemoryBacking backing) {
    current = backing;
    bytes = backing.bytes;
    written = backing.written;
  }

  /**
   * Takes the content as it is now for what a reset restores; returns it without its last zeros.
   */
  byte[] keepPristine() {
    int length = bytes.length;
    while (length > 0 && bytes[length - 1] == 0) {
      length--;
    }
    pristine = Arrays.copyOf(bytes, length);
    Arrays.fill(written, (byte) 0);
    return pristine;
  }

  /** Restores the pristine content and size. */
  void reset() {
    initial.restore(pristine);
    if (current != initial) {
      grown.restore(pristine);
      use(initial);
    }
    pagesGrownTo = 0;
  }

  int writtenBlocks() {
    return current.writtenBlocks();
  }

  /** Takes the content and size as they are now. */
  MemoryImage image() {
    return current.image();
  }

  /** Restores the content and size that a memory of the same module had. */
  void restore(MemoryImage image) {
    long grownTo = pagesGrownTo; // what was grown stays paid
    reset();
    if (image.pages() > initialPages) {
      use(grown.take(image.pages() << 16, pristine));
    }
    current.put(image);
    pagesGrownTo = grownTo;
  }

  long retainedBytes() {
    return (long) initial.bytes.length + grown.retainedBytes();
  }

  @Override
  public byte[] bytes() {
    return bytes;
  }

  @Override
  public void markWritten(int offset, int length) {
    current.mark(offset, length);
  }

  @Override
  public long pagesGrownTo() {
    return pagesGrownTo;
  }

  @Override
  public int pages() {
    return bytes.length >>> 16;
  }

  @Override
  public int grow(int pages) {
    int before = pages();
    long after = before + Integer.toUnsignedLong(pages);
    pagesGrownTo += after;
    if (after > maximumPages) {
      return -1;
    }
    if (pages != 0) {
      MemoryBacking larger = grown.take((int) after << 16, pristine);
      larger.copyWritten(current);
      use(larger);
    }
    return before;
  }

  @Override
  public int initialPages() {
    return initialPages;
  }

  @Override
  public int maximumPages() {
    return maximumPages;
  }

  @Override
  public void initialize(Instance instance, DataSegment[] dataSegments) {
    initialize(instance, dataSegments, 0);
  }

  @Override
  public void initialize(Instance instance, DataSegment[] dataSegments, int memoryIndex) {
    segments = dataSegments == null ? new DataSegment[0] : dataSegments;
    if (pristine != null) {
      return;
    }
    for (DataSegment segment : segments) {
      if (segment instanceof ActiveDataSegment active) {
        long[] offset =
            ConstantEvaluators.computeConstantValue(instance, active.offsetInstructions());
        write((int) offset[0], active.data(), 0, active.data().length);
      }
    }
  }

  @Override
  public void initPassiveSegment(int segment, int target, int offset, int size) {
    if (segments[segment] instanceof ActiveDataSegment) {
      // An active segment counts as dropped once it was copied: it is empty from then on.
      Objects.checkFromIndexSize(offset, size, 0);
    }
    write(target, segments[segment].data(), offset, size);
  }

  @Override
  public void write(int address, byte[] data, int offset, int size) {
    Objects.checkFromIndexSize(address, size, bytes.length);
    Objects.checkFromIndexSize(offset, size, data.length);
    System.arraycopy(data, offset, bytes, address, size);
    markWritten(address, size);
  }

  @Override
  public byte read(int address) {
    return bytes[address];
  }

  @Override
  public byte[] readBytes(int address, int length) {
    Objects.checkFromIndexSize(address, length, bytes.length);
    return Arrays.copyOfRange(bytes, address, address + length);
  }

  @Override
  public void writeByte(int address, byte value) {
    bytes[address] = value;
    written[address >>> BLOCK_SHIFT] = 1;
  }

  @Override
  public void writeShort(int address, short value) {
    SHORTS.set(bytes, address, value);
    written[address >>> BLOCK_SHIFT] = 1;
  }

  @Override
  public short readShort(int address) {
    return (short) SHORTS.get(bytes, address);
  }

  @Override
  public long readU16(int address) {
    return readShort(address) & 0xffffL;
  }

  @Override
  public void writeI32(int address, int value) {
    INTS.set(bytes, address, value);
    written[address >>> BLOCK_SHIFT] = 1;
  }

  @Override
  public int readInt(int address) {
    return (int) INTS.get(bytes, address);
  }

  @Override
  public void writeLong(int address, long value) {
    LONGS.set(bytes, address, value);
    written[address >>> BLOCK_SHIFT] = 1;
  }

  @Override
  public long readLong(int address) {
    return (long) LONGS.get(bytes, address);
  }

  @Override
  public void writeF32(int address, float value) {
    FLOATS.set(bytes, address, value);
    written[address >>> BLOCK_SHIFT] = 1;
  }

  @Override
  public float readFloat(int address) {
    return (float) FLOATS.get(bytes, address);
  }

  @Override
  public long readF32(int address) {
    return readInt(address);
  }

  @Override
  public void writeF64(int address, double value) {
    DOUBLES.set(bytes, address, value);
    written[address >>> BLOCK_SHIFT] = 1;
  }

  @Override
  public double readDouble(int address) {
    return (double) DOUBLES.get(bytes, address);
  }

  @Override
  public long readF64(int address) {
    return readLong(address);
  }

  @Override
  public void zero() {
    // The engine asks for it before it initializes a memory, which is as it should be already.
  }

  @Override
  public void fill(byte value, int from, int to) {
    Objects.checkFromToIndex(from, to, bytes.length);
    Arrays.fill(bytes, from, to, value);
    markWritten(from, to - from);
  }

  @Override
  public void copy(int target, int source, int size) {
    Objects.checkFromIndexSize(target, size, bytes.length);
    Objects.checkFromIndexSize(source, size, bytes.length);
    System.arraycopy(bytes, source, bytes, target, size);
    markWritten(target, size);
  }
}
