package io.stretto.wasm.host;

import io.stretto.protocol.OperationOutcome;

/** Runs calls that contracts make while they run themselves. */
public interface ContractCaller {

  /**
   * Runs a call to its end, its promises included. Where it fails it has changed nothing.
   *
   * @throws RuntimeException when there is no outcome, as where the state cannot be read
   */
  OperationOutcome call(Call call);

  /** What compiling code will cost; 0 where it is no contract, which shows when it is deployed. */
  long compilationGas(byte[] code);
}
