package io.stretto.wasm;

import io.stretto.protocol.ExecutionResult;
import io.stretto.wasm.engine.EngineMode;
import io.stretto.wasm.fuzz.Calls.Call;
import io.stretto.wasm.fuzz.Choices;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Wherever the stack of a small thread ends, the outcome is that of a thread with enough of it. */
final class SmallStackCheck {

  private static final int LEAST_STACK_BYTES = 160 << 10;

  private SmallStackCheck() {}

  static void check(FuzzedContract contract, Call call, Choices choices) throws Exception {
    EngineMode mode = choices.oneIn(2) ? EngineMode.INTERPRETED : EngineMode.COMPILED;
    ExecutionResult expected = contract.fresh(mode, call, FuzzedContract.GAS);
    long stackBytes = LEAST_STACK_BYTES + 1024L * choices.below(200);
    FutureTask<ExecutionResult> task =
        new FutureTask<>(() -> contract.reused(mode, call, FuzzedContract.GAS));
    new Thread(null, task, "small-stack", stackBytes).start();
    try {
      FuzzedContract.requireEqual(
          "a small stack changes the outcome", call, FuzzedContract.GAS, expected, task.get());
    } catch (ExecutionException e) {
      throw new AssertionError(
          "a small stack shows: " + call.function() + " with " + stackBytes + " bytes of stack",
          e.getCause());
    }
    FuzzedContract.requireEqual(
        "a small stack leaves something behind",
        call,
        FuzzedContract.GAS,
        expected,
        contract.reused(mode, call, FuzzedContract.GAS));
  }
}
