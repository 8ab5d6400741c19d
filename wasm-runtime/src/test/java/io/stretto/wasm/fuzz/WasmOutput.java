package io.stretto.wasm.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A growing buffer that writes WebAssembly's binary form; independent of the one under test. */
final class WasmOutput {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  WasmOutput put(int value) {
    bytes.write(value);
    return this;
  }

  WasmOutput putAll(byte[] values) {
    bytes.writeBytes(values);
    return this;
  }

  WasmOutput putUnsigned(long value) {
    long rest = value;
    while (rest >>> 7 != 0) {
      put((int) (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    return put((int) rest);
  }

  WasmOutput putSigned(long value) {
    long rest = value;
    while (rest < -64 || rest > 63) {
      put((int) (rest & 0x7f) | 0x80);
      rest >>= 7;
    }
    return put((int) (rest & 0x7f));
  }

  /** Writes the lowest bytes of a value, the lowest first. */
  WasmOutput putLittleEndian(long value, int count) {
    for (int i = 0; i < count; i++) {
      put((int) (value >>> (8 * i)));
    }
    return this;
  }

  WasmOutput putName(String name) {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    return putUnsigned(text.length).putAll(text);
  }

  /** Writes what another buffer holds, with its size in front. */
  WasmOutput putSized(WasmOutput content) {
    byte[] values = content.toBytes();
    return putUnsigned(values.length).putAll(values);
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }
}
