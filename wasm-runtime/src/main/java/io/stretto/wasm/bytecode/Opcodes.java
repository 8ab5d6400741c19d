package io.stretto.wasm.bytecode;

import io.stretto.wasm.gas.Cost;

/**
 * The white list of instructions: WebAssembly 1.0, sign extension, saturating truncation, and of
 * bulk memory what neither changes tables nor drops segments. Opcodes behind the prefix 0xFC are
 * numbered from {@link #PREFIXED}.
 */
final class Opcodes {

  static final int UNREACHABLE = 0x00;
  static final int NOP = 0x01;
  static final int BLOCK = 0x02;
  static final int LOOP = 0x03;
  static final int IF = 0x04;
  static final int ELSE = 0x05;
  static final int END = 0x0b;
  static final int BR = 0x0c;
  static final int BR_IF = 0x0d;
  static final int BR_TABLE = 0x0e;
  static final int RETURN = 0x0f;
  static final int CALL = 0x10;
  static final int CALL_INDIRECT = 0x11;
  static final int DROP = 0x1a;
  static final int SELECT = 0x1b;
  static final int SELECT_TYPED = 0x1c;
  static final int LOCAL_GET = 0x20;
  static final int LOCAL_SET = 0x21;
  static final int LOCAL_TEE = 0x22;
  static final int GLOBAL_GET = 0x23;
  static final int GLOBAL_SET = 0x24;
  static final int MEMORY_SIZE = 0x3f;
  static final int MEMORY_GROW = 0x40;
  static final int I32_CONST = 0x41;
  static final int I64_CONST = 0x42;
  static final int F32_CONST = 0x43;
  static final int F64_CONST = 0x44;
  static final int I64_LT_S = 0x53;
  static final int I32_LT_S = 0x48;
  static final int F32_EQ = 0x5b;
  static final int F64_EQ = 0x61;
  static final int I32_ADD = 0x6a;
  static final int I32_SUB = 0x6b;
  static final int I32_AND = 0x71;
  static final int I32_OR = 0x72;
  static final int I32_XOR = 0x73;
  static final int I64_ADD = 0x7c;
  static final int I64_SUB = 0x7d;
  static final int I64_MUL = 0x7e;
  static final int I64_AND = 0x83;
  static final int I64_OR = 0x84;
  static final int I64_XOR = 0x85;
  static final int I64_SHR_U = 0x88;
  static final int F32_ABS = 0x8b;
  static final int F32_NEG = 0x8c;
  static final int F32_COPYSIGN = 0x98;
  static final int F64_ABS = 0x99;
  static final int F64_NEG = 0x9a;
  static final int F64_COPYSIGN = 0xa6;
  static final int I32_WRAP_I64 = 0xa7;
  static final int I64_EXTEND_I32_U = 0xad;
  static final int I32_REINTERPRET_F32 = 0xbc;
  static final int I64_REINTERPRET_F64 = 0xbd;
  static final int F32_REINTERPRET_I32 = 0xbe;
  static final int F64_REINTERPRET_I64 = 0xbf;
  static final int PREFIX = 0xfc;

  /** Where the numbers of prefixed opcodes begin. */
  static final int PREFIXED = 0x100;

  static final int MEMORY_INIT = PREFIXED + 8;
  static final int MEMORY_COPY = PREFIXED + 10;
  static final int MEMORY_FILL = PREFIXED + 11;

  private static final int COUNT = PREFIXED + 12;
  private static final Immediate[] IMMEDIATES = new Immediate[COUNT];
  private static final Cost[] COSTS = new Cost[COUNT];

  static {
    control();
    allow(DROP, SELECT, Immediate.NONE, Cost.INSTRUCTION);
    allow(SELECT_TYPED, SELECT_TYPED, Immediate.SELECT_TYPE, Cost.INSTRUCTION);
    allow(LOCAL_GET, LOCAL_TEE, Immediate.INDEX, Cost.INSTRUCTION);
    allow(GLOBAL_GET, GLOBAL_SET, Immediate.INDEX, Cost.GLOBAL);
    memory();
    allow(I32_CONST, I32_CONST, Immediate.I32, Cost.INSTRUCTION);
    allow(I64_CONST, I64_CONST, Immediate.I64, Cost.INSTRUCTION);
    allow(F32_CONST, F32_CONST, Immediate.F32, Cost.INSTRUCTION);
    allow(F64_CONST, F64_CONST, Immediate.F64, Cost.INSTRUCTION);
    numeric();
  }

  private Opcodes() {}

  private static void control() {
    allow(UNREACHABLE, NOP, Immediate.NONE, Cost.INSTRUCTION);
    allow(BLOCK, LOOP, Immediate.BLOCK, null);
    allow(IF, IF, Immediate.BLOCK, Cost.BRANCH);
    allow(ELSE, ELSE, Immediate.NONE, null);
    allow(END, END, Immediate.NONE, null);
    allow(BR, BR_IF, Immediate.INDEX, Cost.BRANCH);
    allow(BR_TABLE, BR_TABLE, Immediate.LABELS, Cost.BRANCH_TABLE);
    allow(RETURN, RETURN, Immediate.NONE, Cost.BRANCH);
    allow(CALL, CALL, Immediate.INDEX, Cost.CALL);
    allow(CALL_INDIRECT, CALL_INDIRECT, Immediate.TYPE_AND_TABLE, Cost.CALL_INDIRECT);
  }

  private static void memory() {
    allow(0x28, 0x35, Immediate.MEMORY_ARGUMENT, Cost.LOAD);
    allow(0x36, 0x3e, Immediate.MEMORY_ARGUMENT, Cost.STORE);
    allow(MEMORY_SIZE, MEMORY_GROW, Immediate.MEMORY, Cost.INSTRUCTION);
    allow(MEMORY_INIT, MEMORY_INIT, Immediate.DATA_AND_MEMORY, Cost.BULK);
    allow(MEMORY_COPY, MEMORY_COPY, Immediate.TWO_MEMORIES, Cost.BULK);
    allow(MEMORY_FILL, MEMORY_FILL, Immediate.MEMORY, Cost.BULK);
  }

  private static void numeric() {
    allow(0x45, 0xc4, Immediate.NONE, Cost.INSTRUCTION);
    allow(0x6d, 0x70, Immediate.NONE, Cost.DIVISION);
    allow(0x7f, 0x82, Immediate.NONE, Cost.DIVISION);
    allow(0x8b, 0xa6, Immediate.NONE, Cost.FLOAT);
    allow(0x91, 0x91, Immediate.NONE, Cost.FLOAT_DIVISION);
    allow(0x95, 0x95, Immediate.NONE, Cost.FLOAT_DIVISION);
    allow(0x9f, 0x9f, Immediate.NONE, Cost.FLOAT_DIVISION);
    allow(0xa3, 0xa3, Immediate.NONE, Cost.FLOAT_DIVISION);
    allow(0xa8, 0xab, Immediate.NONE, Cost.FLOAT);
    allow(0xae, 0xbb, Immediate.NONE, Cost.FLOAT);
    allow(PREFIXED, PREFIXED + 7, Immediate.NONE, Cost.FLOAT);
  }

  private static void allow(int first, int last, Immediate immediate, Cost cost) {
    for (int opcode = first; opcode <= last; opcode++) {
      IMMEDIATES[opcode] = immediate;
      COSTS[opcode] = cost;
    }
  }

  /** What follows an opcode, or {@code null} where contracts may not use it. */
  static Immediate immediate(int opcode) {
    return opcode < COUNT ? IMMEDIATES[opcode] : null;
  }

  /** What one execution costs besides what is charged by size, or {@code null} for nothing. */
  static Cost cost(int opcode) {
    return COSTS[opcode];
  }

  /** Whether a charge must be made anew after the instruction: control may arrive or leave here. */
  static boolean endsBasicBlock(int opcode) {
    return opcode == UNREACHABLE
        || (opcode >= LOOP && opcode <= ELSE)
        || (opcode >= END && opcode <= RETURN);
  }

  /** Whether the instruction may trap, or may call what can be seen from outside. */
  static boolean canFail(int opcode) {
    return opcode == UNREACHABLE
        || opcode == CALL
        || opcode == CALL_INDIRECT
        || IMMEDIATES[opcode] == Immediate.MEMORY_ARGUMENT
        || opcode == MEMORY_GROW
        || opcode >= MEMORY_INIT
        || COSTS[opcode] == Cost.DIVISION
        || (opcode >= 0xa8 && opcode <= 0xab) // i32.trunc_*
        || (opcode >= 0xae && opcode <= 0xb1); // i64.trunc_*
  }

  /** Whether the result may be a NaN whose bits differ from machine to machine. */
  static boolean makesF32Nan(int opcode) {
    return (opcode >= 0x8d && opcode <= 0x97) || opcode == 0xb6;
  }

  /** Whether the result may be a NaN whose bits differ from machine to machine. */
  static boolean makesF64Nan(int opcode) {
    return (opcode >= 0x9b && opcode <= 0xa5) || opcode == 0xbb;
  }
}
