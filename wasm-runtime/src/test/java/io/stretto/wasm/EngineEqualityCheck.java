package io.stretto.wasm;

import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.wasm.engine.EngineMode;
import io.stretto.wasm.fuzz.Calls.Call;

/** Compiled and interpreted, a call has the same outcome, and one that calls may have. */
final class EngineEqualityCheck {

  private EngineEqualityCheck() {}

  /** Checks a call and returns its outcome. */
  static ExecutionResult check(FuzzedContract contract, Call call, long gas) {
    ExecutionResult interpreted = contract.reused(EngineMode.INTERPRETED, call, gas);
    ExecutionResult compiled = contract.reused(EngineMode.COMPILED, call, gas);
    FuzzedContract.requireEqual("engines differ", call, gas, interpreted, compiled);
    FuzzedContract.require(
        "an ending that calls do not have",
        FuzzedContract.OF_CALLS.contains(compiled.errorCode()),
        Results.describe(compiled));
    FuzzedContract.require(
        "more gas than the limit", compiled.gasUsed() <= gas, Results.describe(compiled));
    boolean succeeded = compiled.errorCode() == ErrorCode.NONE;
    FuzzedContract.require(
        "a failure that leaves something",
        succeeded
            || (compiled.writes().isEmpty()
                && compiled.logs().isEmpty()
                && compiled.returnValue().length == 0),
        Results.describe(compiled));
    boolean usedInPart = succeeded || compiled.errorCode() == ErrorCode.PANIC;
    FuzzedContract.require(
        "a failure that costs less than the limit",
        usedInPart || compiled.gasUsed() == gas,
        Results.describe(compiled));
    return compiled;
  }
}
