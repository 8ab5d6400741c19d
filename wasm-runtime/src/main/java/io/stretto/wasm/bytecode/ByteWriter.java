package io.stretto.wasm.bytecode;

import java.util.Arrays;

/** A growing buffer that writes WebAssembly's binary form. */
final class ByteWriter {

  private byte[] buffer = new byte[256];
  private int length;

  int size() {
    return length;
  }

  void clear() {
    length = 0;
  }

  byte[] toBytes() {
    return Arrays.copyOf(buffer, length);
  }

  ByteWriter put(int value) {
    ensure(1);
    buffer[length++] = (byte) value;
    return this;
  }

  ByteWriter putAll(byte[] source, int start, int end) {
    int count = end - start;
    ensure(count);
    System.arraycopy(source, start, buffer, length, count);
    length += count;
    return this;
  }

  ByteWriter putAll(ByteWriter other) {
    return putAll(other.buffer, 0, other.length);
  }

  ByteWriter putUnsigned(long value) {
    long rest = value;
    while (rest >>> 7 != 0) {
      put((int) (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    return put((int) rest);
  }

  ByteWriter putSigned(long value) {
    long rest = value;
    while (rest < -64 || rest > 63) {
      put((int) (rest & 0x7f) | 0x80);
      rest >>= 7;
    }
    return put((int) (rest & 0x7f));
  }

  /** Writes an opcode that has an unsigned immediate. */
  ByteWriter putOp(int opcode, long immediate) {
    return put(opcode).putUnsigned(immediate);
  }

  /** Writes what another buffer holds, with its size in front. */
  ByteWriter putSized(ByteWriter content) {
    return putUnsigned(content.length).putAll(content);
  }

  private void ensure(int more) {
    if (buffer.length - length < more) {
      buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, length + more));
    }
  }
}
