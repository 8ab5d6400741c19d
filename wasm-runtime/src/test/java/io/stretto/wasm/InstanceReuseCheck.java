package io.stretto.wasm;

import io.stretto.protocol.ExecutionResult;
import io.stretto.wasm.engine.EngineMode;
import io.stretto.wasm.fuzz.Calls.Call;
import io.stretto.wasm.fuzz.Choices;
import java.util.ArrayList;
import java.util.List;

/**
 * A call on an instance that others have used, successfully, into a trap or until their gas ended,
 * has the outcome that it has on a fresh instance.
 */
final class InstanceReuseCheck {

  private static final int ROUNDS = 10;

  private InstanceReuseCheck() {}

  /** A call with a limit, and its outcome on a fresh instance. */
  private record Expected(Call call, long gas, ExecutionResult outcome) {}

  static void check(FuzzedContract contract, List<Call> calls, Choices choices) {
    EngineMode mode = choices.oneIn(3) ? EngineMode.INTERPRETED : EngineMode.COMPILED;
    List<Expected> expected = new ArrayList<>();
    for (Call call : calls) {
      expected.add(expected(contract, mode, call, FuzzedContract.GAS));
      long used = expected.getLast().outcome().gasUsed();
      expected.add(expected(contract, mode, call, choices.below((int) used)));
    }
    for (int round = 0; round < ROUNDS; round++) {
      Expected next = choices.pick(expected);
      ExecutionResult again = contract.reused(mode, next.call(), next.gas());
      FuzzedContract.requireEqual(
          "a used instance differs", next.call(), next.gas(), next.outcome(), again);
    }
  }

  private static Expected expected(FuzzedContract contract, EngineMode mode, Call call, long gas) {
    return new Expected(call, gas, contract.fresh(mode, call, gas));
  }
}
