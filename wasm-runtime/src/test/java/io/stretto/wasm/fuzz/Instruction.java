package io.stretto.wasm.fuzz;

/**
 * One instruction.
 *
 * @param opcode the opcode; those behind a prefix begin at {@link Op#PREFIXED}
 * @param first the first immediate: an index, a constant's bits, a block type, an alignment
 * @param second the second immediate: an offset
 * @param labels the labels of a br_table, the default last; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Instruction(int opcode, long first, long second, int[] labels) {

  private static final int[] NO_LABELS = {};

  static Instruction of(int opcode) {
    return of(opcode, 0);
  }

  static Instruction of(int opcode, long immediate) {
    return new Instruction(opcode, immediate, 0, NO_LABELS);
  }

  static Instruction access(int opcode, int alignment, long offset) {
    return new Instruction(opcode, alignment, offset, NO_LABELS);
  }

  static Instruction branchTable(int[] labels) {
    return new Instruction(Op.BR_TABLE, 0, 0, labels);
  }

  void write(WasmOutput out) {
    if (opcode >= Op.PREFIXED) {
      out.put(Op.PREFIX).putUnsigned(opcode - Op.PREFIXED);
    } else {
      out.put(opcode);
    }
    if (opcode >= Op.FIRST_LOAD && opcode <= Op.LAST_STORE) {
      out.putUnsigned(first).putUnsigned(second);
      return;
    }
    switch (opcode) {
      case Op.BLOCK, Op.LOOP, Op.IF -> out.put((int) first);
      case Op.BR, Op.BR_IF, Op.CALL -> out.putUnsigned(first);
      case Op.LOCAL_GET, Op.LOCAL_SET, Op.LOCAL_TEE, Op.GLOBAL_GET, Op.GLOBAL_SET ->
          out.putUnsigned(first);
      case Op.BR_TABLE -> writeLabels(out);
      case Op.CALL_INDIRECT, Op.MEMORY_INIT -> out.putUnsigned(first).put(0);
      case Op.SELECT_TYPED -> out.put(1).put((int) first);
      case Op.MEMORY_SIZE, Op.MEMORY_GROW, Op.MEMORY_FILL -> out.put(0);
      case Op.MEMORY_COPY -> out.put(0).put(0);
      case Op.I32_CONST -> out.putSigned(first << 32 >> 32);
      case Op.I64_CONST -> out.putSigned(first);
      case Op.F32_CONST -> out.putLittleEndian(first, Integer.BYTES);
      case Op.F64_CONST -> out.putLittleEndian(first, Long.BYTES);
      default -> {}
    }
  }

  private void writeLabels(WasmOutput out) {
    out.putUnsigned(labels.length - 1L);
    for (int label : labels) {
      out.putUnsigned(label);
    }
  }
}
