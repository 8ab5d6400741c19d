package io.stretto.wasm.engine;

/** How WebAssembly is executed; the outcome is the same. */
public enum EngineMode {
  /** Compiled to JVM bytecode when a contract is first called. */
  COMPILED,
  /** Interpreted: slow, and the oracle for the other. */
  INTERPRETED
}
