package io.stretto.wasm.gas;

/** What a cost is paid for. */
public enum Meter {
  /** Instructions, host functions and the bytes they work on. */
  COMPUTE,
  /** Growth of a contract's memory. */
  MEMORY,
  /** Reads of the ledger's state. */
  STORAGE_READ,
  /** Writes of the ledger's state, deployments included. */
  STORAGE_WRITE
}
