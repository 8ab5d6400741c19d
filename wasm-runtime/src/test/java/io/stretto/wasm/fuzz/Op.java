package io.stretto.wasm.fuzz;

/** The opcodes that generated code names one by one; those behind a prefix begin at 0xFC00. */
final class Op {

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
  static final int FIRST_LOAD = 0x28;
  static final int FIRST_STORE = 0x36;
  static final int LAST_STORE = 0x3e;
  static final int MEMORY_SIZE = 0x3f;
  static final int MEMORY_GROW = 0x40;
  static final int I32_CONST = 0x41;
  static final int I64_CONST = 0x42;
  static final int F32_CONST = 0x43;
  static final int F64_CONST = 0x44;
  static final int I32_EQZ = 0x45;
  static final int F32_NE = 0x5c;
  static final int F64_NE = 0x62;
  static final int I32_ADD = 0x6a;
  static final int I32_SUB = 0x6b;
  static final int I32_AND = 0x71;
  static final int I32_OR = 0x72;
  static final int I32_XOR = 0x73;
  static final int I64_AND = 0x83;
  static final int I64_OR = 0x84;
  static final int I64_XOR = 0x85;
  static final int I64_SHL = 0x86;
  static final int F32_ABS = 0x8b;
  static final int F32_NEG = 0x8c;
  static final int F32_COPYSIGN = 0x98;
  static final int F64_ABS = 0x99;
  static final int F64_NEG = 0x9a;
  static final int F64_COPYSIGN = 0xa6;
  static final int I32_WRAP_I64 = 0xa7;
  static final int I64_EXTEND_I32_S = 0xac;
  static final int I64_EXTEND_I32_U = 0xad;
  static final int F32_DEMOTE_F64 = 0xb6;
  static final int F32_CONVERT_I32_S = 0xb2;
  static final int F64_CONVERT_I32_S = 0xb7;
  static final int F64_PROMOTE_F32 = 0xbb;
  static final int I32_REINTERPRET_F32 = 0xbc;
  static final int I64_REINTERPRET_F64 = 0xbd;
  static final int F32_REINTERPRET_I32 = 0xbe;
  static final int F64_REINTERPRET_I64 = 0xbf;
  static final int I64_STORE = 0x37;
  static final int PREFIX = 0xfc;
  static final int PREFIXED = 0xfc00;
  static final int MEMORY_INIT = PREFIXED + 8;
  static final int MEMORY_COPY = PREFIXED + 10;
  static final int MEMORY_FILL = PREFIXED + 11;

  /** A block without a result. */
  static final int NO_RESULT = 0x40;

  private Op() {}
}
