package io.stretto.wasm;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.wasm.engine.EngineMode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recursion ends at the same depth in both engines, cold and warm, on every kind of thread. */
class CallDepthTest {

  private static <T> T onContractThread(Callable<T> task) throws Exception {
    FutureTask<T> future = new FutureTask<>(task);
    ContractThreads.factory("depth-test").newThread(future).start();
    return future.get();
  }

  private static List<String> outcomes(
      EngineMode mode, String function, int times, long... arguments) {
    TestLedger ledger = new TestLedger(mode).with("compute", TestLedger.module("compute"));
    List<String> outcomes = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      ExecutionResult result = ledger.call("compute", function, arguments);
      outcomes.add(Results.describe(result));
    }
    return outcomes.stream().distinct().toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"endless_recursion", "endless_recursion_with_locals"})
  void endlessRecursionEndsAtTheSameDepthEverywhere(String function) throws Exception {
    List<String> interpreted =
        onContractThread(() -> outcomes(EngineMode.INTERPRETED, function, 3));
    List<String> compiled = onContractThread(() -> outcomes(EngineMode.COMPILED, function, 300));

    assertThat(compiled).hasSize(1).isEqualTo(interpreted);
    assertThat(compiled.get(0)).contains(ErrorCode.LIMIT_EXCEEDED + " 'call depth'");
  }

  @ParameterizedTest
  @ValueSource(longs = {4000, 5000, 5600, 10_000})
  void recursionUpToTheLimitGivesItsResult(long depth) throws Exception {
    List<String> interpreted =
        onContractThread(() -> outcomes(EngineMode.INTERPRETED, "deep", 2, depth));
    List<String> compiled =
        onContractThread(() -> outcomes(EngineMode.COMPILED, "deep", 50, depth));

    assertThat(compiled).hasSize(1).isEqualTo(interpreted);
    assertThat(compiled.get(0)).startsWith(depth <= 5000 ? "SUCCEEDED" : "FAILED LIMIT_EXCEEDED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"endless_recursion", "endless_recursion_with_locals"})
  void aThreadWithASmallStackGivesTheSameOutcome(String function) throws Exception {
    FutureTask<List<String>> small =
        new FutureTask<>(() -> outcomes(EngineMode.INTERPRETED, function, 2));
    new Thread(null, small, "small", 512L << 10).start();
    assertThat(small.get())
        .isEqualTo(onContractThread(() -> outcomes(EngineMode.COMPILED, function, 1)));
  }
}
