package io.stretto.wasm.bytecode;

/**
 * What plain instructions take from the stack and leave on it: a row of types a range of opcodes.
 */
final class OperandTypes {

  /** No type: nothing is taken, or nothing is left. */
  static final byte NONE = 0;

  private static final byte I = (byte) ValueType.I32.code();
  private static final byte L = (byte) ValueType.I64.code();
  private static final byte F = (byte) ValueType.F32.code();
  private static final byte D = (byte) ValueType.F64.code();
  private static final int COUNT = Opcodes.PREFIXED + 8;

  private static final byte[] FIRST = new byte[COUNT];
  private static final byte[] SECOND = new byte[COUNT];
  private static final byte[] RESULT = new byte[COUNT];
  private static final byte[] ALIGNMENT = new byte[COUNT];

  static {
    comparisons();
    arithmetic();
    conversions();
    memory();
  }

  private OperandTypes() {}

  private static void comparisons() {
    unary(0x45, 0x45, I, I);
    binary(0x46, 0x4f, I, I);
    unary(0x50, 0x50, L, I);
    binary(0x51, 0x5a, L, I);
    binary(0x5b, 0x60, F, I);
    binary(0x61, 0x66, D, I);
  }

  private static void arithmetic() {
    unary(0x67, 0x69, I, I);
    binary(0x6a, 0x78, I, I);
    unary(0x79, 0x7b, L, L);
    binary(0x7c, 0x8a, L, L);
    unary(0x8b, 0x91, F, F);
    binary(0x92, 0x98, F, F);
    unary(0x99, 0x9f, D, D);
    binary(0xa0, 0xa6, D, D);
  }

  private static void conversions() {
    unary(0xa7, 0xa7, L, I);
    unary(0xa8, 0xa9, F, I);
    unary(0xaa, 0xab, D, I);
    unary(0xac, 0xad, I, L);
    unary(0xae, 0xaf, F, L);
    unary(0xb0, 0xb1, D, L);
    unary(0xb2, 0xb3, I, F);
    unary(0xb4, 0xb5, L, F);
    unary(0xb6, 0xb6, D, F);
    unary(0xb7, 0xb8, I, D);
    unary(0xb9, 0xba, L, D);
    unary(0xbb, 0xbb, F, D);
    unary(0xbc, 0xbc, F, I);
    unary(0xbd, 0xbd, D, L);
    unary(0xbe, 0xbe, I, F);
    unary(0xbf, 0xbf, L, D);
    unary(0xc0, 0xc1, I, I);
    unary(0xc2, 0xc4, L, L);
    unary(Opcodes.PREFIXED, Opcodes.PREFIXED + 1, F, I);
    unary(Opcodes.PREFIXED + 2, Opcodes.PREFIXED + 3, D, I);
    unary(Opcodes.PREFIXED + 4, Opcodes.PREFIXED + 5, F, L);
    unary(Opcodes.PREFIXED + 6, Opcodes.PREFIXED + 7, D, L);
  }

  private static void memory() {
    byte[] loads = {I, L, F, D, I, I, I, I, L, L, L, L, L, L};
    byte[] loadAlignments = {2, 3, 2, 3, 0, 0, 1, 1, 0, 0, 1, 1, 2, 2};
    for (int i = 0; i < loads.length; i++) {
      unary(0x28 + i, 0x28 + i, I, loads[i]);
      ALIGNMENT[0x28 + i] = loadAlignments[i];
    }
    byte[] stores = {I, L, F, D, I, I, L, L, L};
    byte[] storeAlignments = {2, 3, 2, 3, 0, 1, 0, 1, 2};
    for (int i = 0; i < stores.length; i++) {
      FIRST[0x36 + i] = I;
      SECOND[0x36 + i] = stores[i];
      ALIGNMENT[0x36 + i] = storeAlignments[i];
    }
    RESULT[0x3f] = I;
    unary(Opcodes.MEMORY_GROW, Opcodes.MEMORY_GROW, I, I);
    RESULT[Opcodes.I32_CONST] = I;
    RESULT[Opcodes.I64_CONST] = L;
    RESULT[Opcodes.F32_CONST] = F;
    RESULT[Opcodes.F64_CONST] = D;
  }

  private static void unary(int first, int last, byte operand, byte result) {
    for (int opcode = first; opcode <= last; opcode++) {
      FIRST[opcode] = operand;
      RESULT[opcode] = result;
    }
  }

  private static void binary(int first, int last, byte operand, byte result) {
    unary(first, last, operand, result);
    for (int opcode = first; opcode <= last; opcode++) {
      SECOND[opcode] = operand;
    }
  }

  /** The type of the operand that was pushed first, or NONE. */
  static byte first(int opcode) {
    return FIRST[opcode];
  }

  /** The type of the operand that was pushed second, or NONE. */
  static byte second(int opcode) {
    return SECOND[opcode];
  }

  /** The type of the result, or NONE. */
  static byte result(int opcode) {
    return RESULT[opcode];
  }

  /** The largest alignment, as a power of two, that a load or store may declare. */
  static int naturalAlignment(int opcode) {
    return ALIGNMENT[opcode];
  }
}
