package io.stretto.wasm.bytecode;

/** What follows an opcode in a function's body. */
enum Immediate {
  /** Nothing. */
  NONE,
  /** A block's result type, or 0x40 for none. */
  BLOCK,
  /** One unsigned index: of a label, function, local, global or segment. */
  INDEX,
  /** A vector of labels and a default. */
  LABELS,
  /** A type and a table. */
  TYPE_AND_TABLE,
  /** Alignment and offset. */
  MEMORY_ARGUMENT,
  /** One memory. */
  MEMORY,
  /** Two memories. */
  TWO_MEMORIES,
  /** A data segment and a memory. */
  DATA_AND_MEMORY,
  /** A vector with one value type. */
  SELECT_TYPE,
  /** A signed 32-bit constant. */
  I32,
  /** A signed 64-bit constant. */
  I64,
  /** Four bytes. */
  F32,
  /** Eight bytes. */
  F64
}
