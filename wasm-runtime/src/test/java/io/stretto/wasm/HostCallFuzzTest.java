package io.stretto.wasm;

import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.wasm.fuzz.Calls;
import io.stretto.wasm.fuzz.Calls.Call;
import io.stretto.wasm.fuzz.Choices;
import io.stretto.wasm.fuzz.FuzzRun;
import io.stretto.wasm.fuzz.ModuleGenerator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Sequences of calls of host functions with hostile arguments: they end as calls may, with gas to
 * spare never for want of it, and on every instance and engine alike.
 */
class HostCallFuzzTest {

  private static final int FIXED_SEEDS = 120;
  private static final long ENDLESS_GAS = 1_000_000_000_000L;

  /** What no sequence comes near, the limits on what an execution may do being what they are. */
  private static final long DEAREST_GAS = 2_000_000_000L;

  private final Map<ErrorCode, Integer> endings = new EnumMap<>(ErrorCode.class);

  @Test
  void sequencesOfHostCallsEndAsCallsMay() throws Exception {
    int seeds =
        FuzzRun.run(
            "HostCallFuzzTest",
            FIXED_SEEDS,
            this::check,
            choices -> ModuleGenerator.generateHostCalls(choices).toBytes());
    System.out.printf("%d sequences of host calls, endings: %s%n", seeds, endings);
  }

  /** Where Jazzer begins: the input is the choices of which a sequence is built. */
  public static void fuzzerTestOneInput(byte[] input) throws Exception {
    new HostCallFuzzTest().check(Choices.ofBytes(input));
  }

  private void check(Choices choices) throws Exception {
    FuzzedContract contract =
        new FuzzedContract(ModuleGenerator.generateHostCalls(choices).toBytes());
    FuzzedContract.require("a valid module is refused", contract.isAccepted(), contract.deployment);
    AcceptanceCheck.check(contract);
    List<Call> calls = Calls.draw(List.of("call0"), choices);
    for (Call call : calls) {
      ExecutionResult outcome = EngineEqualityCheck.check(contract, call, ENDLESS_GAS);
      endings.merge(outcome.errorCode(), 1, Integer::sum);
      String described = Results.describe(outcome);
      FuzzedContract.require("gas ran out", outcome.errorCode() != ErrorCode.OUT_OF_GAS, described);
      FuzzedContract.require(
          "dearer than anything",
          outcome.errorCode() != ErrorCode.NONE || outcome.gasUsed() < DEAREST_GAS,
          described);
    }
    InstanceReuseCheck.check(contract, calls, choices);
  }
}
