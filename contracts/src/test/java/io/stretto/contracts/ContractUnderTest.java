package io.stretto.contracts;

import java.util.Map;

/** A deployed contract with its own state. */
interface ContractUnderTest {

  /** Executes one transaction. What a failed one wrote is undone. */
  Outcome call(String function, String args, String sender);

  /** The live state, keys as text. */
  Map<String, byte[]> state();

  /** Deploys a contract to an empty state; every call starts from the module's initial memory. */
  static ContractUnderTest of(ExampleContract contract) {
    return new ChicoryContract(contract, false);
  }

  /**
   * The same, with the memory kept from call to call, as the operations of one bundle may have it.
   */
  static ContractUnderTest keepingMemory(ExampleContract contract) {
    return new ChicoryContract(contract, true);
  }
}
