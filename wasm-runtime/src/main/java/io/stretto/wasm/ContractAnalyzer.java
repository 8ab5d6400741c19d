package io.stretto.wasm;

import io.stretto.wasm.bytecode.InvalidCodeException;
import io.stretto.wasm.bytecode.ModuleParser;
import io.stretto.wasm.gas.GasSchedule;
import io.stretto.wasm.host.HostFunctions;

/** Analyses contracts' code before it runs. Safe for use by several threads. */
public final class ContractAnalyzer {

  private final GasSchedule schedule;

  /** Makes an analyzer that counts by the given schedule. */
  public ContractAnalyzer(GasSchedule schedule) {
    this.schedule = schedule;
  }

  /**
   * Analyses code.
   *
   * @throws InvalidCodeException when it would be refused as a contract
   */
  public ContractAnalysis analyze(byte[] code) throws InvalidCodeException {
    return new ModuleAnalysis(
            ModuleParser.parse(code, schedule, HostFunctions.signatures()), schedule)
        .run();
  }
}
