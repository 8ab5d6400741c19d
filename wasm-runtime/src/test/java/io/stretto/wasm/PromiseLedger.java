package io.stretto.wasm;

import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Int128;
import io.stretto.protocol.Operation;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.Transaction;
import io.stretto.wasm.engine.EngineMode;
import io.stretto.wasm.promise.PromiseProgram;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Two ledgers with contracts of {@code promiser.c} named {@code a}, {@code b} and {@code c}, one
 * for each engine; what is called is called in both, and must end in the same way.
 */
final class PromiseLedger {

  static final byte[] CODE = TestLedger.module("promiser");
  static final byte[] COUNTING_CODE = TestLedger.module("promiser_counting");
  static final long GAS = 10_000_000_000L;

  private static final ContractRuntime COMPILING = runtime(EngineMode.COMPILED);
  private static final ContractRuntime INTERPRETING = runtime(EngineMode.INTERPRETED);

  final TestLedger compiled = new TestLedger(COMPILING);
  private final TestLedger interpreted = new TestLedger(INTERPRETING);

  PromiseLedger() {
    for (String name : List.of("a", "b", "c")) {
      deploy(name, CODE);
      fund(name, 100);
    }
    fund("alice", 100);
  }

  private static ContractRuntime runtime(EngineMode mode) {
    return new ContractRuntime(
        RuntimeSettings.DEFAULT.withEngineMode(mode).withFreshInstanceCheckInterval(1));
  }

  /** Has the owner of a, b and c deploy code. */
  void deploy(String name, byte[] code) {
    compiled.with(name, code);
    interpreted.with(name, code);
  }

  void fund(String name, long amount) {
    put(StateKey.balance(name), Int128.of(amount).encode());
  }

  void put(StateKey key, byte[] value) {
    compiled.state.put(key, value);
    interpreted.state.put(key, value);
  }

  long balance(String name) {
    return Int128.ofValue(compiled.state.get(StateKey.balance(name))).low();
  }

  String stored(String contract, String key) {
    byte[] value =
        compiled.state.get(StateKey.storage(contract, key.getBytes(StandardCharsets.UTF_8)));
    return value == null ? null : new String(value, StandardCharsets.UTF_8);
  }

  ExecutionResult run(String contract, PromiseProgram program) {
    return run(contract, program, 0, GAS);
  }

  ExecutionResult run(String contract, PromiseProgram program, long deposit, long gas) {
    Operation call =
        Operation.call(contract, "run", program.encode()).withDeposit(BigInteger.valueOf(deposit));
    return apply(new Transaction("id", "alice", List.of(call), gas, 0, List.of()));
  }

  ExecutionResult apply(Transaction transaction) {
    ExecutionResult result = compiled.apply(transaction);
    ExecutionResult other = interpreted.apply(transaction);
    if (!Results.areEqual(result, other)) {
      throw new AssertionError(
          "engines differ: " + Results.describe(result) + " / " + Results.describe(other));
    }
    if (result.gasUsed() > transaction.gasLimit()) {
      throw new AssertionError("more gas than the limit: " + result.gasUsed());
    }
    return result;
  }
}
