package io.stretto.bench.gas;

/** WebAssembly's numbers for the instructions and types that the benchmark's code is made of. */
final class Op {

  static final int I32 = 0x7f;
  static final int I64 = 0x7e;
  static final int F64 = 0x7c;

  static final int NO_RESULT = 0x40;
  static final int BLOCK = 0x02;
  static final int LOOP = 0x03;
  static final int IF = 0x04;
  static final int ELSE = 0x05;
  static final int END = 0x0b;
  static final int BR = 0x0c;
  static final int BR_IF = 0x0d;
  static final int BR_TABLE = 0x0e;
  static final int CALL = 0x10;
  static final int CALL_INDIRECT = 0x11;
  static final int DROP = 0x1a;
  static final int LOCAL_GET = 0x20;
  static final int LOCAL_SET = 0x21;
  static final int LOCAL_TEE = 0x22;
  static final int I32_LOAD = 0x28;
  static final int I64_LOAD = 0x29;
  static final int F64_LOAD = 0x2b;
  static final int I32_LOAD8_U = 0x2d;
  static final int I32_STORE = 0x36;
  static final int I64_STORE = 0x37;
  static final int I32_STORE8 = 0x3a;
  static final int MEMORY_SIZE = 0x3f;
  static final int MEMORY_GROW = 0x40;
  static final int I32_CONST = 0x41;
  static final int I64_CONST = 0x42;
  static final int I32_EQZ = 0x45;
  static final int I32_LT_U = 0x49;
  static final int I32_GT_U = 0x4b;
  static final int I64_EQZ = 0x50;
  static final int I64_LE_U = 0x58;
  static final int I32_ADD = 0x6a;
  static final int I32_SUB = 0x6b;
  static final int I32_MUL = 0x6c;
  static final int I32_REM_U = 0x70;
  static final int I32_AND = 0x71;
  static final int I32_SHL = 0x74;
  static final int I64_ADD = 0x7c;
  static final int I64_DIV_S = 0x7f;
  static final int I64_AND = 0x83;
  static final int I64_XOR = 0x85;
  static final int I64_SHL = 0x86;
  static final int I64_SHR_U = 0x88;
  static final int F64_NEAREST = 0x9e;
  static final int F64_SQRT = 0x9f;
  static final int F64_ADD = 0xa0;
  static final int F64_DIV = 0xa3;
  static final int I32_WRAP_I64 = 0xa7;
  static final int I64_TRUNC_F64_S = 0xb0;
  static final int I64_REINTERPRET_F64 = 0xbd;

  /** In front of the instructions that have two numbers. */
  static final int PREFIX = 0xfc;

  static final int I64_TRUNC_SAT_F64_U = 7;
  static final int MEMORY_COPY = 10;
  static final int MEMORY_FILL = 11;

  private Op() {}
}
