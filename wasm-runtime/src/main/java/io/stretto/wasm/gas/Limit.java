package io.stretto.wasm.gas;

/** The things that are limited; how far each may go is in the {@link GasSchedule}. */
public enum Limit {
  /** Bytes of a module. */
  CODE_BYTES("bytes of a contract's code", true),
  /** Function types. */
  TYPES("function types", true),
  /** Imports. */
  IMPORTS("imported functions", true),
  /** Functions. */
  FUNCTIONS("functions", true),
  /** Parameters. */
  PARAMETERS("parameters of a function", true),
  /** Locals. */
  LOCALS("locals of a function, parameters included", true),
  /** Bytes of one function. */
  FUNCTION_BYTES("bytes of one function's body", true),
  /** Size that a function would have on the JVM. */
  COMPILED_FUNCTION_BYTES(
      "estimated bytes of one function on the JVM; beyond, it is interpreted and costs more", true),
  /** Functions among which an indirect call chooses. */
  INDIRECT_TARGETS("functions of one type; beyond, call_indirect of that type costs more", true),
  /** What a compiler keeps track of. */
  FRAME_VALUES("locals and operands of all functions, counted at each end of a basic block", true),
  /** Size that all compiled functions would have on the JVM. */
  COMPILED_BYTES("estimated bytes on the JVM of all functions that are compiled", true),
  /** Blocks inside each other. */
  BLOCK_DEPTH("blocks inside each other", true),
  /** Branch targets. */
  BRANCH_TARGETS("targets of one br_table", true),
  /** Globals. */
  GLOBALS("globals", true),
  /** Exports. */
  EXPORTS("exports", true),
  /** Names. */
  NAME_BYTES("bytes of an imported or exported name", true),
  /** Data segments. */
  DATA_SEGMENTS("data segments", true),
  /** Element segments. */
  ELEMENT_SEGMENTS("element segments", true),
  /** Table entries. */
  TABLE_ENTRIES("entries of the table", true),
  /** Memory at first. */
  INITIAL_MEMORY_PAGES("pages of 64 KiB of initial memory", true),
  /** Memory. */
  MEMORY_PAGES("pages of 64 KiB of memory; beyond, memory.grow gives -1", false),
  /** Stack. */
  CALL_DEPTH("call depth, in units: 16 a call, 1 a local, 1 for each 16 bytes of body", false),
  /** Contracts that call each other. */
  NESTED_CALLS("calls of contracts inside each other", false),
  /** Promises. */
  PROMISES("promises of one transaction, and actions that are added to them", false),
  /** What promises keep in memory. */
  PROMISE_BYTES(
      "bytes of the arguments, the code and the results of all promises of one transaction", false),
  /** Memory of several contracts. */
  LIVE_MEMORY_PAGES(
      "pages of 64 KiB of all contracts that are being called or live through the bundle", false),
  /** Storage keys. */
  KEY_BYTES("bytes of a storage key", false),
  /** Storage values. */
  VALUE_BYTES("bytes of a stored value", false),
  /** Distinct keys. */
  TOUCHED_KEYS("distinct storage keys that one execution touches", false),
  /** All keys: with all values, a result must fit into one record. */
  TOUCHED_KEY_BYTES(
      "bytes of all storage keys that one execution touches, the contract's name with each", false),
  /** Entries of one list. */
  SCANNED_ENTRIES("entries that one storage_scan asks for", false),
  /** Bytes of one list. */
  SCANNED_BYTES("bytes of all keys and values that one storage_scan finds", false),
  /** All that is written. */
  WRITTEN_BYTES("bytes of all values that one execution writes", false),
  /** The result. */
  RETURN_BYTES("bytes of the returned value", false),
  /** Log lines. */
  LOGS("log lines", false),
  /** Log bytes. */
  LOG_BYTES("bytes of all log lines and of a panic's message", false),
  /** Registers. */
  REGISTERS("registers in use", false),
  /** Register bytes. */
  REGISTER_BYTES("bytes of all registers", false);

  private final String description;
  private final boolean deployment;

  Limit(String description, boolean deployment) {
    this.description = description;
    this.deployment = deployment;
  }

  /** What is limited, for messages and the documentation. */
  public String description() {
    return description;
  }

  /** Whether the limit is checked when code is deployed, not when it runs. */
  public boolean isCheckedAtDeployment() {
    return deployment;
  }
}
