package io.stretto.bench.code;

import java.io.ByteArrayOutputStream;

/** Instructions in WebAssembly's binary form, written one after the other. */
public final class Code {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** What has been written. */
  public byte[] toBytes() {
    return bytes.toByteArray();
  }

  /** Writes opcodes, types and other numbers that take one byte each. */
  public Code put(int... values) {
    for (int value : values) {
      bytes.write(value);
    }
    return this;
  }

  /** Writes bytes as they are. */
  public Code putAll(byte[] content) {
    bytes.writeBytes(content);
    return this;
  }

  /** Writes what another has written. */
  public Code putAll(Code other) {
    return putAll(other.toBytes());
  }

  /** Writes what another has written so many times. */
  public Code putAll(int times, Code other) {
    for (int i = 0; i < times; i++) {
      putAll(other);
    }
    return this;
  }

  /** Writes content with its size in front. */
  public Code putSized(byte[] content) {
    return putUnsigned(content.length).putAll(content);
  }

  /** Writes a number in LEB128, unsigned. */
  public Code putUnsigned(long value) {
    long rest = value;
    while (rest >>> 7 != 0) {
      put((int) (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    return put((int) rest);
  }

  private Code putSigned(long value) {
    long rest = value;
    while (rest < -64 || rest > 63) {
      put((int) (rest & 0x7f) | 0x80);
      rest >>= 7;
    }
    return put((int) (rest & 0x7f));
  }

  /** Writes a constant of type i32. */
  public Code i32(int value) {
    return put(Op.I32_CONST).putSigned(value);
  }

  /** Writes a constant of type i64. */
  public Code i64(long value) {
    return put(Op.I64_CONST).putSigned(value);
  }

  /** Reads a local. */
  public Code get(int local) {
    return put(Op.LOCAL_GET).putUnsigned(local);
  }

  /** Sets a local. */
  public Code set(int local) {
    return put(Op.LOCAL_SET).putUnsigned(local);
  }

  /** Sets a local and leaves the value. */
  public Code tee(int local) {
    return put(Op.LOCAL_TEE).putUnsigned(local);
  }

  /** Calls a function. */
  public Code call(int function) {
    return put(Op.CALL).putUnsigned(function);
  }

  /** Writes a load or a store that promises no alignment. */
  public Code memory(int opcode, int offset) {
    return put(opcode, 0).putUnsigned(offset);
  }

  /** Adds a constant to a local of type i32. */
  public Code increase(int local, int by) {
    return get(local).i32(by).put(Op.I32_ADD).set(local);
  }

  /** Runs a body so many times, at least once; a local of type i32 counts down to zero. */
  public Code repeat(int times, int counter, Code body) {
    i32(times).set(counter).put(Op.LOOP, Op.NO_RESULT).putAll(body);
    get(counter).i32(1).put(Op.I32_SUB).tee(counter);
    return put(Op.BR_IF, 0, Op.END);
  }

  /** Makes the next pseudo-random number of a local of type i64, which must not be zero. */
  public Code random(int local) {
    return shifted(local, Op.I64_SHL, 13)
        .shifted(local, Op.I64_SHR_U, 7)
        .shifted(local, Op.I64_SHL, 17);
  }

  private Code shifted(int local, int shift, int by) {
    return get(local).get(local).i64(by).put(shift, Op.I64_XOR).set(local);
  }
}
