package io.stretto.wasm;

import io.stretto.protocol.OperationOutcome;
import io.stretto.wasm.host.Promise;
import java.util.List;

/**
 * One call of a contract's function that has ended, its promises not yet begun.
 *
 * @param outcome how it ended; the gas includes what it gave to its promises
 * @param promises the promises that it made; empty where it failed
 * @param returned the promise whose result is that of the call; {@code null} for its own value
 * @param givenGas the gas that it gave to its promises
 */
record ContractRun(
    OperationOutcome outcome, List<Promise> promises, Promise returned, long givenGas) {

  /** A run without promises. */
  static ContractRun of(OperationOutcome outcome) {
    return new ContractRun(outcome, List.of(), null, 0);
  }

  /** The gas that it used itself. */
  long ownGas() {
    return outcome.gasUsed() - givenGas;
  }
}
