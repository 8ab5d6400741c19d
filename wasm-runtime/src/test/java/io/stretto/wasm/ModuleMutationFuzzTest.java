package io.stretto.wasm;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.wasm.fuzz.Calls;
import io.stretto.wasm.fuzz.Calls.Call;
import io.stretto.wasm.fuzz.Choices;
import io.stretto.wasm.fuzz.FuzzRun;
import io.stretto.wasm.fuzz.ModuleGenerator;
import io.stretto.wasm.fuzz.ModuleMutator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Modules that were broken: each is refused by one of our own phases with a reason, or runs with
 * one outcome.
 */
class ModuleMutationFuzzTest {

  private static final int FIXED_SEEDS = 800;
  private static final long GAS = 200_000;

  private static final byte[][] COMPILED = {
    TestLedger.module("transfer"),
    TestLedger.module("compute"),
    TestLedger.module("near_transfer"),
    TestLedger.module("storage"),
    HostFunctionsTest.everyHostFunction()
  };

  /** How many were refused by each phase; the accepted ones under the empty text. */
  private final Map<String, Integer> phases = new TreeMap<>();

  private final Map<ErrorCode, Integer> endings = new EnumMap<>(ErrorCode.class);

  @Test
  void brokenModulesAreRefusedWithAReasonOrRun() throws Exception {
    int seeds =
        FuzzRun.run(
            "ModuleMutationFuzzTest", FIXED_SEEDS, this::check, ModuleMutationFuzzTest::module);
    System.out.printf("%d broken modules %s, endings of calls: %s%n", seeds, phases, endings);
    if (seeds >= FIXED_SEEDS) {
      assertThat(phases)
          .containsKeys("", "malformed", "invalid", "unlinkable", "not allowed", "too large");
    }
  }

  private static byte[] module(Choices choices) {
    byte[] base =
        choices.oneIn(3)
            ? COMPILED[choices.below(COMPILED.length)]
            : ModuleGenerator.generate(choices).toBytes();
    return ModuleMutator.mutate(base, choices);
  }

  /** Where Jazzer begins: the input is the code of a deployment. */
  public static void fuzzerTestOneInput(byte[] input) throws Exception {
    new ModuleMutationFuzzTest().check(input, Choices.ofBytes(input));
  }

  private void check(Choices choices) throws Exception {
    check(module(choices), choices);
  }

  private void check(byte[] code, Choices choices) throws Exception {
    FuzzedContract contract = new FuzzedContract(code);
    AcceptanceCheck.check(contract);
    phases.merge(contract.deployment.errorMessage().replaceAll("(?s):.*", ""), 1, Integer::sum);
    if (!contract.isAccepted()) {
      return;
    }
    Map<String, Integer> functions =
        LoadedContract.callableFunctions(TestLedger.parsed(contract.code));
    List<Call> calls = Calls.draw(List.copyOf(new TreeSet<>(functions.keySet())), choices);
    for (Call call : calls) {
      ExecutionResult outcome = EngineEqualityCheck.check(contract, call, GAS);
      endings.merge(outcome.errorCode(), 1, Integer::sum);
    }
    if (!calls.isEmpty()) {
      InstanceReuseCheck.check(contract, calls, choices);
    }
  }
}
