package io.stretto.wasm.bytecode;

/** What an analysis has to know of imported functions. */
public interface HostCosts {

  /** What a call costs, sizes aside. */
  long gas(ContractModule.Import imported);

  /** Whether a call comes back; false where it always ends the execution. */
  boolean returns(ContractModule.Import imported);
}
