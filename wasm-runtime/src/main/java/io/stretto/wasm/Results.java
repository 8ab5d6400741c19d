package io.stretto.wasm;

import io.stretto.protocol.ExecutionResult;
import java.util.Arrays;

/** Comparison of results, field by field. */
final class Results {

  private Results() {}

  static boolean areEqual(ExecutionResult first, ExecutionResult second) {
    return first.status() == second.status()
        && first.errorCode() == second.errorCode()
        && first.errorMessage().equals(second.errorMessage())
        && first.gasUsed() == second.gasUsed()
        && Arrays.equals(first.returnValue(), second.returnValue())
        && first.logs().equals(second.logs())
        && first.writes().equals(second.writes())
        && first.observations().equals(second.observations());
  }

  static String describe(ExecutionResult result) {
    return result.status()
        + " "
        + result.errorCode()
        + " '"
        + result.errorMessage()
        + "' gas "
        + result.gasUsed()
        + " observations "
        + result.observations()
        + " writes "
        + result.writes();
  }

  /** Throws what was thrown elsewhere. */
  static RuntimeException rethrow(Throwable failure) {
    return switch (failure) {
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> new IllegalStateException(failure);
    };
  }
}
