package io.stretto.wasm;

import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.wasm.fuzz.Calls.Call;
import io.stretto.wasm.fuzz.Choices;

/**
 * Wherever the gas ends, it ends the same way in both engines: what a call used suffices for it,
 * more changes nothing, and one less does not suffice.
 */
final class GasLimitCheck {

  private GasLimitCheck() {}

  /** Checks a call that ended by itself with the given outcome, with other limits. */
  static void check(FuzzedContract contract, Call call, ExecutionResult outcome, Choices choices) {
    if (outcome.errorCode() != ErrorCode.NONE && outcome.errorCode() != ErrorCode.PANIC) {
      EngineEqualityCheck.check(contract, call, choices.below((int) FuzzedContract.GAS));
      return;
    }
    long need = outcome.gasUsed();
    for (long more = 0; more < 2; more++) {
      ExecutionResult again = EngineEqualityCheck.check(contract, call, need + more);
      FuzzedContract.requireEqual("the need does not suffice", call, need, outcome, again);
    }
    requireExhausted(contract, call, need - 1);
    for (int i = 0; i < 3; i++) {
      requireExhausted(contract, call, choices.below((int) need));
    }
  }

  private static void requireExhausted(FuzzedContract contract, Call call, long gas) {
    ExecutionResult result = EngineEqualityCheck.check(contract, call, gas);
    FuzzedContract.require(
        "less than the need suffices",
        result.errorCode() == ErrorCode.OUT_OF_GAS && result.errorMessage().isEmpty(),
        call.function() + " with gas " + gas + " " + Results.describe(result));
  }
}
