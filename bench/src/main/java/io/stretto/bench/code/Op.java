package io.stretto.bench.code;

/** WebAssembly's numbers for the instructions and types that the benchmark's code is made of. */
public final class Op {

  public static final int I32 = 0x7f;
  public static final int I64 = 0x7e;
  public static final int F64 = 0x7c;

  public static final int NO_RESULT = 0x40;
  public static final int BLOCK = 0x02;
  public static final int LOOP = 0x03;
  public static final int IF = 0x04;
  public static final int ELSE = 0x05;
  public static final int END = 0x0b;
  public static final int BR = 0x0c;
  public static final int BR_IF = 0x0d;
  public static final int BR_TABLE = 0x0e;
  public static final int CALL = 0x10;
  public static final int CALL_INDIRECT = 0x11;
  public static final int DROP = 0x1a;
  public static final int LOCAL_GET = 0x20;
  public static final int LOCAL_SET = 0x21;
  public static final int LOCAL_TEE = 0x22;
  public static final int I32_LOAD = 0x28;
  public static final int I64_LOAD = 0x29;
  public static final int F64_LOAD = 0x2b;
  public static final int I32_LOAD8_U = 0x2d;
  public static final int I32_STORE = 0x36;
  public static final int I64_STORE = 0x37;
  public static final int I32_STORE8 = 0x3a;
  public static final int MEMORY_SIZE = 0x3f;
  public static final int MEMORY_GROW = 0x40;
  public static final int I32_CONST = 0x41;
  public static final int I64_CONST = 0x42;
  public static final int I32_EQZ = 0x45;
  public static final int I32_LT_U = 0x49;
  public static final int I32_GT_U = 0x4b;
  public static final int I64_EQZ = 0x50;
  public static final int I64_LE_U = 0x58;
  public static final int I32_ADD = 0x6a;
  public static final int I32_SUB = 0x6b;
  public static final int I32_MUL = 0x6c;
  public static final int I32_REM_U = 0x70;
  public static final int I32_AND = 0x71;
  public static final int I32_SHL = 0x74;
  public static final int I64_ADD = 0x7c;
  public static final int I64_DIV_S = 0x7f;
  public static final int I64_AND = 0x83;
  public static final int I64_XOR = 0x85;
  public static final int I64_SHL = 0x86;
  public static final int I64_SHR_U = 0x88;
  public static final int F64_NEAREST = 0x9e;
  public static final int F64_SQRT = 0x9f;
  public static final int F64_ADD = 0xa0;
  public static final int F64_DIV = 0xa3;
  public static final int I32_WRAP_I64 = 0xa7;
  public static final int I64_TRUNC_F64_S = 0xb0;
  public static final int I64_REINTERPRET_F64 = 0xbd;

  /** In front of the instructions that have two numbers. */
  public static final int PREFIX = 0xfc;

  public static final int I64_TRUNC_SAT_F64_U = 7;
  public static final int MEMORY_COPY = 10;
  public static final int MEMORY_FILL = 11;

  private Op() {}
}
