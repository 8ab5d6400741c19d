package io.stretto.simulation.script;

import io.stretto.protocol.BlockContext;
import io.stretto.protocol.ContractRecord;
import io.stretto.protocol.Digest;
import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Int128;
import io.stretto.protocol.Operation;
import io.stretto.protocol.OperationOutcome;
import io.stretto.protocol.ReceiptStatus;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.Transaction;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * One run of a transaction: its operations in order, each on what the ones before it left. One that
 * fails takes the transaction with it, unless it may fail: then only what itself did is undone.
 */
final class TransactionRun {

  /** The account that tokens come from: its balance may be less than nothing. */
  private static final String ISSUER = "issuer";

  private static final long CALL_GAS = 10;
  private static final long DEPLOY_GAS = 50;
  private static final long TRANSFER_GAS = 7;

  private final Transaction transaction;
  private final BlockContext block;
  private final Storage storage;
  private final BiFunction<Digest, byte[], Optional<Script>> scripts;
  private final List<OperationOutcome> outcomes = new ArrayList<>();
  private final List<String> logs = new ArrayList<>();

  /**
   * Prepares a run.
   *
   * @param scripts what stands in code of a digest; empty where it is no code
   */
  TransactionRun(
      Transaction transaction,
      BlockContext block,
      Storage storage,
      BiFunction<Digest, byte[], Optional<Script>> scripts) {
    this.transaction = transaction;
    this.block = block;
    this.storage = storage;
    this.scripts = scripts;
  }

  ExecutionResult run() {
    long gas = 0;
    byte[] returned = {};
    for (Operation operation : transaction.operations()) {
      Map<StateKey, Storage.Written> before = storage.written();
      OperationRun run = run(operation, gasLimit(operation, transaction.gasLimit() - gas));
      gas += run.gas();
      if (run.hasFailed() && !operation.mayFail()) {
        return ExecutionResult.failed(
            run.errorCode(), run.errorMessage(), gas, storage.observations());
      }
      if (run.hasFailed()) {
        storage.goBackTo(before);
      }
      returned = run.returned();
      logs.addAll(run.logs());
      outcomes.add(
          new OperationOutcome(run.errorCode(), run.errorMessage(), run.gas(), run.returned()));
    }
    return new ExecutionResult(
        ReceiptStatus.SUCCEEDED,
        ErrorCode.NONE,
        "",
        gas,
        returned,
        List.copyOf(logs),
        transaction.isBundle() ? List.copyOf(outcomes) : List.of(),
        storage.observations(),
        storage.writes());
  }

  private static long gasLimit(Operation operation, long left) {
    return operation.gasLimit() == 0 ? left : Math.min(operation.gasLimit(), left);
  }

  private OperationRun run(Operation operation, long gasLimit) {
    long gas =
        switch (operation.kind()) {
          case CALL -> CALL_GAS;
          case DEPLOY -> DEPLOY_GAS;
          case TRANSFER -> TRANSFER_GAS;
        };
    if (gas > gasLimit) {
      return OperationRun.failed(ErrorCode.OUT_OF_GAS, "", gasLimit);
    }
    if (!hasPaid(operation)) {
      return OperationRun.failed(ErrorCode.INSUFFICIENT_BALANCE, "", gas);
    }
    return switch (operation.kind()) {
      case CALL -> call(operation, gas, gasLimit);
      case DEPLOY -> deploy(operation, gas);
      case TRANSFER -> OperationRun.succeeded(gas);
    };
  }

  /** Moves the deposit, if there is one, by two additions. */
  private boolean hasPaid(Operation operation) {
    if (operation.deposit().signum() == 0) {
      return true;
    }
    Int128 least = transaction.sender().equals(ISSUER) ? Int128.MINIMUM : Int128.ZERO;
    return add(transaction.sender(), operation.deposit().negate(), least)
        && add(operation.contract(), operation.deposit(), Int128.MINIMUM);
  }

  private boolean add(String account, BigInteger amount, Int128 least) {
    Int128 change = new Int128(amount.shiftRight(Long.SIZE).longValue(), amount.longValue());
    return storage.add(StateKey.balance(account), change, least, Int128.MAXIMUM);
  }

  private OperationRun deploy(Operation operation, long gas) {
    byte[] present = storage.read(StateKey.contractRecord(operation.contract()));
    if (present != null && !ContractRecord.decode(present).owner().equals(transaction.sender())) {
      return OperationRun.failed(ErrorCode.NOT_OWNER, "", gas);
    }
    Digest hash = Digest.sha256(operation.arguments());
    if (scripts.apply(hash, operation.arguments()).isEmpty()) {
      return OperationRun.failed(ErrorCode.INVALID_CODE, "", gas);
    }
    if (!storage.has(StateKey.code(hash))) {
      storage.put(StateKey.code(hash), operation.arguments());
    }
    storage.put(
        StateKey.contractRecord(operation.contract()),
        new ContractRecord(hash, transaction.sender()).encode());
    return OperationRun.succeeded(gas);
  }

  private OperationRun call(Operation operation, long gas, long gasLimit) {
    byte[] present = storage.read(StateKey.contractRecord(operation.contract()));
    if (present == null) {
      return OperationRun.failed(ErrorCode.UNKNOWN_CONTRACT, "", gas);
    }
    Digest hash = ContractRecord.decode(present).codeHash();
    byte[] code = storage.readCode(StateKey.code(hash));
    if (code == null) {
      return OperationRun.failed(ErrorCode.UNKNOWN_CONTRACT, "", gas);
    }
    List<Script.Step> function =
        scripts.apply(hash, code).orElseThrow().function(operation.function());
    return function == null
        ? OperationRun.failed(ErrorCode.UNKNOWN_FUNCTION, "", gas)
        : new ScriptRun(transaction, operation, block, storage, gas, gasLimit).run(function);
  }
}
