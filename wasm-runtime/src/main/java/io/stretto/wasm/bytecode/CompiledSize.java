package io.stretto.wasm.bytecode;

/**
 * An upper estimate of the bytes that a function, metering included, takes as a method of the JVM,
 * where no method may pass 65,535. It is a plain sum over the instructions, part of the schedule's
 * rules, and does not ask the compiler: it must be the same on every node.
 */
final class CompiledSize {

  private static final int FUNCTION = 160;
  private static final int LOCAL = 6;
  private static final int INSTRUCTION = 5;
  private static final int MEMORY_ACCESS = 11;
  private static final int GLOBAL = 12;
  private static final int CALL = 50;
  private static final int CHARGE = 32;
  private static final int BRANCH = 12;
  private static final int TARGET = 14;
  private static final int CANONICAL_NAN = 28;
  private static final int COPY_SIGN = 50;
  private static final int CHARGE_BY_SIZE = 64;

  private long bytes;

  void begin(int locals) {
    bytes = FUNCTION + (long) LOCAL * locals;
  }

  void add(int opcode) {
    bytes += ofInstruction(opcode);
    if (Opcodes.endsBasicBlock(opcode)) {
      bytes += CHARGE;
    }
  }

  private static int ofInstruction(int opcode) {
    if (opcode >= 0x28 && opcode <= 0x3e) {
      return MEMORY_ACCESS;
    }
    if (Opcodes.makesF32Nan(opcode) || Opcodes.makesF64Nan(opcode)) {
      return INSTRUCTION + CANONICAL_NAN;
    }
    return switch (opcode) {
      case Opcodes.GLOBAL_GET, Opcodes.GLOBAL_SET -> GLOBAL;
      case Opcodes.CALL, Opcodes.CALL_INDIRECT -> CALL;
      case Opcodes.BR, Opcodes.BR_IF, Opcodes.BR_TABLE, Opcodes.IF, Opcodes.RETURN -> BRANCH;
      case Opcodes.F32_COPYSIGN, Opcodes.F64_COPYSIGN -> COPY_SIGN;
      case Opcodes.MEMORY_GROW, Opcodes.MEMORY_INIT, Opcodes.MEMORY_COPY, Opcodes.MEMORY_FILL ->
          CHARGE_BY_SIZE;
      case Opcodes.F32_ABS, Opcodes.F32_NEG, Opcodes.F64_ABS, Opcodes.F64_NEG -> 3 * INSTRUCTION;
      default -> INSTRUCTION;
    };
  }

  /** Adds the removal of operands that a branch leaves behind. */
  void addDrops(int count) {
    bytes += count;
  }

  /** Adds a target of a br_table. */
  void addTarget() {
    bytes += TARGET;
  }

  int estimate() {
    return (int) Math.min(bytes, Integer.MAX_VALUE);
  }
}
