package io.stretto.wasm.bytecode;

import io.stretto.wasm.gas.GasSchedule;
import io.stretto.wasm.gas.Limit;

/** Walks over the instructions of one function's body and refuses those not on the white list. */
final class InstructionCursor {

  private final ByteReader reader;
  private final GasSchedule schedule;
  private final int[] noLabels = {};
  private int start;
  private int opcode;
  private long immediate;
  private long alignment;
  private int[] labels = noLabels;

  InstructionCursor(ByteReader reader, GasSchedule schedule) {
    this.reader = reader;
    this.schedule = schedule;
  }

  /** Goes on to the next instruction; false at the end of the body. */
  boolean next() throws InvalidCodeException {
    if (!reader.hasMore()) {
      return false;
    }
    start = reader.position();
    opcode = reader.readByte();
    if (opcode == Opcodes.PREFIX) {
      long sub = reader.readU32();
      opcode = sub < 0x100 ? Opcodes.PREFIXED + (int) sub : Integer.MAX_VALUE;
    }
    Immediate kind = Opcodes.immediate(opcode);
    if (kind == null) {
      throw InvalidCodeException.notAllowed("instruction " + name());
    }
    readImmediate(kind);
    return true;
  }

  private String name() {
    return opcode < Opcodes.PREFIXED
        ? String.format("0x%02x", opcode)
        : opcode == Integer.MAX_VALUE ? "0xfc" : "0xfc " + (opcode - Opcodes.PREFIXED);
  }

  private void readImmediate(Immediate kind) throws InvalidCodeException {
    immediate = 0;
    alignment = 0;
    switch (kind) {
      case NONE -> {}
      case BLOCK -> readBlockType();
      case INDEX -> immediate = reader.readIndex();
      case LABELS -> readLabels();
      case TYPE_AND_TABLE -> {
        immediate = reader.readIndex();
        expectZero();
      }
      case MEMORY_ARGUMENT -> readMemoryArgument();
      case MEMORY -> expectZero();
      case TWO_MEMORIES -> {
        expectZero();
        expectZero();
      }
      case DATA_AND_MEMORY -> {
        immediate = reader.readIndex();
        expectZero();
      }
      case SELECT_TYPE -> {
        if (reader.readU32() != 1) {
          throw InvalidCodeException.notAllowed("select of several values");
        }
        immediate = reader.readValueType().code();
      }
      case I32 -> immediate = reader.readSigned(32);
      case I64 -> immediate = reader.readSigned(64);
      case F32 -> reader.skip(4);
      case F64 -> reader.skip(8);
    }
  }

  private void readBlockType() throws InvalidCodeException {
    int type = reader.readByte();
    if (type != 0x40 && !ValueType.isCode(type)) {
      throw InvalidCodeException.notAllowed("a block with parameters or several results");
    }
    immediate = type;
  }

  private void readLabels() throws InvalidCodeException {
    int count = reader.readCount(schedule.limit(Limit.BRANCH_TARGETS), "targets of br_table");
    labels = new int[count + 1];
    for (int i = 0; i <= count; i++) {
      labels[i] = reader.readIndex();
    }
  }

  private void readMemoryArgument() throws InvalidCodeException {
    alignment = reader.readU32();
    immediate = reader.readU32();
    if (immediate > Integer.MAX_VALUE) {
      throw InvalidCodeException.notAllowed("an offset that is never within memory");
    }
  }

  private void expectZero() throws InvalidCodeException {
    if (reader.readU32() != 0) {
      throw InvalidCodeException.notAllowed("a second memory or table");
    }
  }

  int opcode() {
    return opcode;
  }

  /** The index, constant, offset or block type that follows the opcode; 0 where there is none. */
  long immediate() {
    return immediate;
  }

  /** The alignment that a load or store declares, as a power of two; 0 elsewhere. */
  long alignment() {
    return alignment;
  }

  /** The labels of a br_table, the default last; not to be changed. */
  int[] labels() {
    return labels;
  }

  /** Where the instruction begins in the module. */
  int start() {
    return start;
  }

  /** Where the next instruction begins in the module. */
  int end() {
    return reader.position();
  }
}
