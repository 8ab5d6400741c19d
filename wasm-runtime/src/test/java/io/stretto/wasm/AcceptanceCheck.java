package io.stretto.wasm;

import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.wasm.bytecode.ContractModule;
import io.stretto.wasm.bytecode.Instrumenter;
import io.stretto.wasm.bytecode.InvalidCodeException;
import io.stretto.wasm.engine.ChicoryEngine;
import io.stretto.wasm.engine.EngineInstance;
import io.stretto.wasm.engine.EngineMode;
import io.stretto.wasm.gas.GasSchedule;
import io.stretto.wasm.gas.Limit;
import io.stretto.wasm.host.HostContext;
import io.stretto.wasm.host.HostFunctions;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Code is either refused by one of our own phases, or accepted by all that look at it: the engine
 * has nothing left to refuse, the analysis comes to its end, and what the schedule takes for code
 * that the JVM can hold is compiled as a whole.
 */
final class AcceptanceCheck {

  private static final Pattern REFUSAL =
      Pattern.compile("(malformed|invalid|unlinkable|not allowed|too large): .+");

  private AcceptanceCheck() {}

  /** Checks the deployment of any bytes. */
  static void check(FuzzedContract contract) {
    ExecutionResult result = contract.deployment;
    ContractModule module = null;
    String refusal = "";
    try {
      module = TestLedger.parsed(contract.code);
      new ContractAnalyzer(GasSchedule.VERSION_1).analyze(contract.code);
    } catch (InvalidCodeException e) {
      refusal = e.getMessage();
    }
    FuzzedContract.require(
        "parser and deployment differ", refusal.equals(result.errorMessage()), result + refusal);
    if (module == null) {
      FuzzedContract.require(
          "a refusal without reason",
          result.errorCode() == ErrorCode.INVALID_CODE && REFUSAL.matcher(refusal).matches(),
          result);
      return;
    }
    FuzzedContract.require("accepted in part", contract.isAccepted(), result);
    requireCompiled(module);
  }

  private static void requireCompiled(ContractModule module) {
    long limit = GasSchedule.VERSION_1.limit(Limit.COMPILED_FUNCTION_BYTES);
    if (Arrays.stream(module.compiledSizes()).anyMatch(size -> size > limit)
        || LoadedContract.callableFunctions(module).isEmpty()) {
      return;
    }
    try {
      EngineInstance instance =
          ChicoryEngine.prepare(
                  Instrumenter.instrument(module, GasSchedule.VERSION_1), EngineMode.COMPILED)
              .instantiate(HostFunctions.bind(new HostContext(GasSchedule.VERSION_1)));
      FuzzedContract.require("not compiled as a whole", instance.survivesFailure(), "");
    } catch (InvalidCodeException e) {
      throw new AssertionError("metering fails: " + e.getMessage(), e);
    }
  }
}
