package io.stretto.wasm.bytecode;

/**
 * Makes floating-point results the same bit by bit on every machine and in every engine: a NaN that
 * arithmetic makes is replaced by the canonical one, and instructions that only change sign bits
 * are done with integers.
 */
final class FloatRules {

  private static final int F32_SIGN = 0x8000_0000;
  private static final long F64_SIGN = 0x8000_0000_0000_0000L;

  private final ByteWriter segment;
  private int f32Local;
  private int f64Local;
  private boolean used;

  FloatRules(ByteWriter segment) {
    this.segment = segment;
  }

  /** Begins a function, in which the given local and the next are free for use. */
  void begin(int firstLocal) {
    f32Local = firstLocal;
    f64Local = firstLocal + 1;
    used = false;
  }

  /** Whether the function needs the locals. */
  boolean areUsed() {
    return used;
  }

  /** Writes integer instructions in place of one that changes a sign; false if it is another. */
  boolean replace(int opcode) {
    switch (opcode) {
      case Opcodes.F32_ABS -> f32Bits(~F32_SIGN, Opcodes.I32_AND);
      case Opcodes.F32_NEG -> f32Bits(F32_SIGN, Opcodes.I32_XOR);
      case Opcodes.F64_ABS -> f64Bits(~F64_SIGN, Opcodes.I64_AND);
      case Opcodes.F64_NEG -> f64Bits(F64_SIGN, Opcodes.I64_XOR);
      case Opcodes.F32_COPYSIGN -> f32CopySign();
      case Opcodes.F64_COPYSIGN -> f64CopySign();
      default -> {
        return false;
      }
    }
    return true;
  }

  private void f32Bits(int mask, int operation) {
    segment.put(Opcodes.I32_REINTERPRET_F32).put(Opcodes.I32_CONST).putSigned(mask);
    segment.put(operation).put(Opcodes.F32_REINTERPRET_I32);
  }

  private void f64Bits(long mask, int operation) {
    segment.put(Opcodes.I64_REINTERPRET_F64).put(Opcodes.I64_CONST).putSigned(mask);
    segment.put(operation).put(Opcodes.F64_REINTERPRET_I64);
  }

  private void f32CopySign() {
    used = true;
    segment.putOp(Opcodes.LOCAL_SET, f32Local);
    segment.put(Opcodes.I32_REINTERPRET_F32);
    segment.put(Opcodes.I32_CONST).putSigned(~F32_SIGN).put(Opcodes.I32_AND);
    segment.putOp(Opcodes.LOCAL_GET, f32Local).put(Opcodes.I32_REINTERPRET_F32);
    segment.put(Opcodes.I32_CONST).putSigned(F32_SIGN).put(Opcodes.I32_AND);
    segment.put(Opcodes.I32_OR).put(Opcodes.F32_REINTERPRET_I32);
  }

  private void f64CopySign() {
    used = true;
    segment.putOp(Opcodes.LOCAL_SET, f64Local);
    segment.put(Opcodes.I64_REINTERPRET_F64);
    segment.put(Opcodes.I64_CONST).putSigned(~F64_SIGN).put(Opcodes.I64_AND);
    segment.putOp(Opcodes.LOCAL_GET, f64Local).put(Opcodes.I64_REINTERPRET_F64);
    segment.put(Opcodes.I64_CONST).putSigned(F64_SIGN).put(Opcodes.I64_AND);
    segment.put(Opcodes.I64_OR).put(Opcodes.F64_REINTERPRET_I64);
  }

  /** Adds, after an instruction that may make a NaN, the choice of the canonical one. */
  void makeCanonical(int opcode) {
    if (Opcodes.makesF32Nan(opcode)) {
      used = true;
      segment.putOp(Opcodes.LOCAL_TEE, f32Local);
      segment.put(Opcodes.F32_CONST).put(0).put(0).put(0xc0).put(0x7f);
      segment.putOp(Opcodes.LOCAL_GET, f32Local).putOp(Opcodes.LOCAL_GET, f32Local);
      segment.put(Opcodes.F32_EQ).put(Opcodes.SELECT);
    } else if (Opcodes.makesF64Nan(opcode)) {
      used = true;
      segment.putOp(Opcodes.LOCAL_TEE, f64Local);
      segment.put(Opcodes.F64_CONST).put(0).put(0).put(0).put(0).put(0).put(0).put(0xf8).put(0x7f);
      segment.putOp(Opcodes.LOCAL_GET, f64Local).putOp(Opcodes.LOCAL_GET, f64Local);
      segment.put(Opcodes.F64_EQ).put(Opcodes.SELECT);
    }
  }
}
