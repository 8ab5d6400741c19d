package io.stretto.wasm.bytecode;

/** The value types that contracts may use. */
public enum ValueType {
  /** A 32-bit integer. */
  I32(0x7f),
  /** A 64-bit integer. */
  I64(0x7e),
  /** A 32-bit floating-point number. */
  F32(0x7d),
  /** A 64-bit floating-point number. */
  F64(0x7c);

  private final int code;

  ValueType(int code) {
    this.code = code;
  }

  /** The byte that stands for the type in a module. */
  public int code() {
    return code;
  }

  /** Whether a byte stands for one of the types. */
  static boolean isCode(int code) {
    return code >= F64.code && code <= I32.code;
  }

  /** The type that a byte stands for; the byte must have been checked by {@link #isCode}. */
  static ValueType ofCode(int code) {
    return values()[I32.code - code];
  }
}
