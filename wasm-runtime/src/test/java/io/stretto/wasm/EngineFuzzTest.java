package io.stretto.wasm;

import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.wasm.engine.EngineMode;
import io.stretto.wasm.fuzz.Calls;
import io.stretto.wasm.fuzz.Calls.Call;
import io.stretto.wasm.fuzz.Choices;
import io.stretto.wasm.fuzz.FuzzRun;
import io.stretto.wasm.fuzz.GeneratedModule;
import io.stretto.wasm.fuzz.ModuleGenerator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Modules that are valid by construction: each call has one outcome, whatever the engine, the
 * instance, the stack and the metering.
 */
class EngineFuzzTest {

  private static final int FIXED_SEEDS = 50;

  private final Map<ErrorCode, Integer> endings = new EnumMap<>(ErrorCode.class);

  @Test
  void generatedModulesHaveOneOutcome() throws Exception {
    int seeds =
        FuzzRun.run(
            "EngineFuzzTest",
            FIXED_SEEDS,
            this::check,
            choices -> ModuleGenerator.generate(choices).toBytes());
    System.out.printf("%d generated modules, first endings of their calls: %s%n", seeds, endings);
  }

  /** Where Jazzer begins: the input is the choices of which a module is built. */
  public static void fuzzerTestOneInput(byte[] input) throws Exception {
    new EngineFuzzTest().check(Choices.ofBytes(input));
  }

  private void check(Choices choices) throws Exception {
    GeneratedModule module = ModuleGenerator.generate(choices);
    FuzzedContract contract = new FuzzedContract(module.toBytes());
    FuzzedContract.require("a valid module is refused", contract.isAccepted(), contract.deployment);
    AcceptanceCheck.check(contract);
    List<Call> calls = Calls.draw(module.exportedNames(), choices);
    for (Call call : calls) {
      ExecutionResult outcome = EngineEqualityCheck.check(contract, call, FuzzedContract.GAS);
      endings.merge(outcome.errorCode(), 1, Integer::sum);
      SmallStackCheck.check(contract, call, choices);
    }
    if (!module.imports("env.used_gas")) {
      MeteringCheck.check(module, contract.ledger, calls);
    }
    InstanceReuseCheck.check(contract, calls, choices);
    if (!module.imports("env.prepaid_gas")) {
      for (Call call : calls) {
        ExecutionResult outcome = contract.reused(EngineMode.COMPILED, call, FuzzedContract.GAS);
        GasLimitCheck.check(contract, call, outcome, choices);
      }
    }
  }
}
