package io.stretto.wasm;

import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.Transaction;
import io.stretto.wasm.engine.EngineMode;
import io.stretto.wasm.fuzz.Calls.Call;
import io.stretto.wasm.gas.GasSchedule;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;

/**
 * Generated code, deployed in both engine modes over the same state, which no call changes. Each
 * mode has an executor that is used over and over, and gives others that are fresh.
 */
final class FuzzedContract {

  static final String NAME = "c";

  /** The codes with which a call of code that was accepted may end. */
  static final Set<ErrorCode> OF_CALLS =
      EnumSet.of(
          ErrorCode.NONE,
          ErrorCode.TRAP,
          ErrorCode.PANIC,
          ErrorCode.LIMIT_EXCEEDED,
          ErrorCode.INSUFFICIENT_BALANCE,
          ErrorCode.OUT_OF_GAS);

  /** The most gas that calls are given unless said otherwise. */
  static final long GAS = 1_000_000;

  private static final RuntimeSettings SETTINGS =
      new RuntimeSettings(
          EngineMode.COMPILED, GasSchedule.VERSION_1, 1, 16L << 20, 2, 64L << 20, 0);

  final byte[] code;
  final TestLedger ledger = new TestLedger(SETTINGS);
  final ExecutionResult deployment;

  private final ContractRuntime compiled = new ContractRuntime(SETTINGS);
  private final ContractRuntime interpreted =
      new ContractRuntime(SETTINGS.withEngineMode(EngineMode.INTERPRETED));
  private final TransactionExecutor compiledExecutor = compiled.newExecutor();
  private final TransactionExecutor interpretedExecutor = interpreted.newExecutor();

  FuzzedContract(byte[] code) {
    this.code = code;
    this.deployment =
        compiledExecutor.execute(
            TestLedger.deployment(TestLedger.OWNER, NAME, code), TestLedger.BLOCK, 3, ledger);
    deployment.writes().forEach(write -> ledger.state.put(write.key(), write.value()));
    byte[] prefix = StateKey.storagePrefix(NAME);
    for (String key : new String[] {"key0", "key1", ""}) {
      byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
      ledger.state.put(
          StateKey.storage(prefix, bytes, 0, bytes.length),
          ("of " + key).getBytes(StandardCharsets.UTF_8));
    }
  }

  boolean isAccepted() {
    return deployment.errorCode() == ErrorCode.NONE;
  }

  private ContractRuntime runtime(EngineMode mode) {
    return mode == EngineMode.COMPILED ? compiled : interpreted;
  }

  private static Transaction transaction(Call call, long gas) {
    return TestLedger.call(NAME, call.function(), call.arguments(), gas);
  }

  /** Calls on the instance that earlier calls have used. */
  ExecutionResult reused(EngineMode mode, Call call, long gas) {
    TransactionExecutor executor =
        mode == EngineMode.COMPILED ? compiledExecutor : interpretedExecutor;
    return executor.execute(transaction(call, gas), TestLedger.BLOCK, 3, ledger);
  }

  /** Calls on an instance that was never used. */
  ExecutionResult fresh(EngineMode mode, Call call, long gas) {
    return runtime(mode).newExecutor().execute(transaction(call, gas), TestLedger.BLOCK, 3, ledger);
  }

  /** Fails unless two results are the same in all that is part of a result. */
  static void requireEqual(
      String property, Call call, long gas, ExecutionResult expected, ExecutionResult found) {
    if (!Results.areEqual(expected, found)) {
      throw new AssertionError(
          property
              + ": "
              + call.function()
              + "("
              + HexFormat.of().formatHex(call.arguments())
              + ") with gas "
              + gas
              + "\n  one   "
              + describe(expected)
              + "\n  other "
              + describe(found));
    }
  }

  private static String describe(ExecutionResult result) {
    return Results.describe(result)
        + " logs "
        + result.logs()
        + " returned "
        + result.returnValue().length
        + " bytes, hash "
        + java.util.Arrays.hashCode(result.returnValue());
  }

  static void require(String property, boolean holds, Object details) {
    if (!holds) {
      throw new AssertionError(property + ": " + details);
    }
  }
}
