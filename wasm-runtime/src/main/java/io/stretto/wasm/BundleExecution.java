package io.stretto.wasm;

import io.stretto.protocol.BlockContext;
import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Int128;
import io.stretto.protocol.Operation;
import io.stretto.protocol.OperationOutcome;
import io.stretto.protocol.ReceiptStatus;
import io.stretto.protocol.Transaction;
import io.stretto.protocol.port.StateView;
import io.stretto.wasm.gas.Cost;
import io.stretto.wasm.gas.GasSchedule;
import io.stretto.wasm.gas.Meter;
import io.stretto.wasm.host.Balances;
import io.stretto.wasm.host.Call;
import io.stretto.wasm.host.ContractCaller;
import io.stretto.wasm.host.HostContext;
import io.stretto.wasm.host.StorageOverlay;
import java.util.ArrayList;
import java.util.List;

/**
 * Executes the operations of a transaction one after the other, then the finalisers of the
 * contracts that live through it. One that fails and must not takes back everything.
 */
final class BundleExecution implements ContractCaller {

  private static final byte[] NOTHING = {};

  private final GasSchedule schedule;
  private final HostContext host;
  private final StorageOverlay storage;
  private final ContractCalls calls;
  private final Deployments deployments;
  private final PromiseExecution promises;
  private GasMeters lastMeters = new GasMeters(0, 0, 0, 0);

  BundleExecution(ContractRuntime runtime) {
    this.schedule = runtime.settings().schedule();
    this.host = new HostContext(schedule);
    this.storage = host.storage();
    this.calls = new ContractCalls(runtime, host, new SlotCache(runtime.settings()));
    this.deployments = new Deployments(runtime, host, calls);
    this.promises = new PromiseExecution(host, calls, deployments);
    host.setCaller(this);
  }

  GasMeters lastMeters() {
    return lastMeters;
  }

  /** Drops the instances that the last transaction used. */
  void dropInstances() {
    calls.dropInstances();
  }

  ExecutionResult execute(
      Transaction transaction, BlockContext block, int index, StateView view, boolean readOnly) {
    storage.begin(view);
    host.begin(transaction, block, index, readOnly);
    calls.begin(view);
    boolean hasOutcome = false;
    try {
      ExecutionResult result = executeAll(transaction, readOnly);
      hasOutcome = true;
      return result;
    } finally {
      calls.end(hasOutcome);
    }
  }

  private ExecutionResult executeAll(Transaction transaction, boolean readOnly) {
    List<Operation> operations = transaction.operations();
    long limit = transaction.gasLimit();
    long used =
        schedule.cost(Cost.TRANSACTION) + schedule.cost(Cost.OPERATION) * (operations.size() - 1L);
    if (used > limit) {
      return failed(ErrorCode.OUT_OF_GAS, "", limit);
    }
    List<OperationOutcome> outcomes = transaction.isBundle() ? new ArrayList<>() : null;
    OperationOutcome last = null;
    for (int i = 0; i < operations.size(); i++) {
      Operation operation = operations.get(i);
      last = execute(operation, transaction.sender(), limit - used);
      used += last.gasUsed();
      if (!last.hasSucceeded() && !operation.mayFail()) {
        String place = operations.size() == 1 ? "" : "operation " + i + ": ";
        return failed(last.errorCode(), place + last.errorMessage(), used);
      }
      if (outcomes != null) {
        outcomes.add(last);
      }
    }
    if (!readOnly) {
      OperationOutcome finished = finish(transaction.sender(), limit - used);
      used += finished.gasUsed();
      if (!finished.hasSucceeded()) {
        return failed(finished.errorCode(), finished.errorMessage(), used);
      }
    }
    return succeeded(last, used, outcomes == null ? List.of() : List.copyOf(outcomes));
  }

  private OperationOutcome execute(Operation operation, String sender, long gasLeft) {
    long limit = operation.gasLimit() == 0 ? gasLeft : Math.min(operation.gasLimit(), gasLeft);
    if (!operation.mayFail()) {
      return attempt(operation, sender, limit);
    }
    calls.checkpoints().open();
    OperationOutcome outcome = attempt(operation, sender, limit);
    calls.checkpoints().close(outcome.hasSucceeded());
    return outcome;
  }

  private OperationOutcome attempt(Operation operation, String sender, long limit) {
    boolean isPaying = operation.deposit().signum() != 0;
    Int128 deposit = isPaying ? Int128.of(operation.deposit()) : Int128.ZERO;
    long depositGas = isPaying ? schedule.cost(Cost.BALANCE) : 0;
    if (depositGas > limit) {
      return OperationOutcome.failed(ErrorCode.OUT_OF_GAS, "", limit);
    }
    if (isPaying && !move(sender, operation.contract(), deposit)) {
      return OperationOutcome.failed(
          ErrorCode.INSUFFICIENT_BALANCE, sender + " has less than " + deposit, depositGas);
    }
    host.addStorageWriteGas(depositGas);
    OperationOutcome outcome =
        switch (operation.kind()) {
          case CALL -> {
            Call call =
                new Call(
                    operation.contract(),
                    operation.function(),
                    operation.arguments(),
                    sender,
                    deposit,
                    limit - depositGas,
                    List.of());
            yield promises.settle(call.contract(), calls.run(call));
          }
          case DEPLOY ->
              deployments.deploy(
                  operation.contract(), operation.arguments(), sender, limit - depositGas);
          case TRANSFER -> OperationOutcome.succeeded(0, NOTHING);
        };
    return isPaying
        ? new OperationOutcome(
            outcome.errorCode(),
            outcome.errorMessage(),
            outcome.gasUsed() + depositGas,
            outcome.returnValue())
        : outcome;
  }

  private boolean move(String from, String to, Int128 amount) {
    return Balances.take(storage, from, amount) && Balances.give(storage, to, amount);
  }

  /**
   * Runs the finalisers of what lives on, in the order in which the contracts were first called.
   */
  private OperationOutcome finish(String sender, long gasLimit) {
    long used = 0;
    for (LiveInstance live = calls.checkpoints().firstUnfinished();
        live != null;
        live = calls.checkpoints().firstUnfinished()) {
      Call call =
          new Call(
              live.slot.name,
              LoadedContract.FINALISER,
              NOTHING,
              sender,
              Int128.ZERO,
              gasLimit - used,
              List.of());
      OperationOutcome outcome = calls.finish(live, call).outcome();
      used += outcome.gasUsed();
      if (!outcome.hasSucceeded()) {
        return OperationOutcome.failed(
            outcome.errorCode(),
            "finaliser of " + live.slot.name + ": " + outcome.errorMessage(),
            used);
      }
    }
    return OperationOutcome.succeeded(used, NOTHING);
  }

  @Override
  public OperationOutcome call(Call call) {
    calls.checkpoints().open();
    boolean isPaid =
        call.deposit().equals(Int128.ZERO)
            || move(call.predecessor(), call.contract(), call.deposit());
    OperationOutcome outcome =
        isPaid
            ? promises.settle(call.contract(), calls.run(call))
            : OperationOutcome.failed(
                ErrorCode.INSUFFICIENT_BALANCE,
                call.predecessor() + " has less than " + call.deposit(),
                0);
    calls.checkpoints().close(outcome.hasSucceeded());
    return outcome;
  }

  @Override
  public long compilationGas(byte[] code) {
    return deployments.compilationGas(code);
  }

  private ExecutionResult succeeded(
      OperationOutcome last, long gasUsed, List<OperationOutcome> outcomes) {
    lastMeters = meters(gasUsed, host.memoryGas());
    boolean isBundle = !outcomes.isEmpty();
    return new ExecutionResult(
        ReceiptStatus.SUCCEEDED,
        isBundle ? ErrorCode.NONE : last.errorCode(),
        isBundle ? "" : last.errorMessage(),
        gasUsed,
        last.returnValue(),
        host.log().lines(),
        outcomes,
        storage.observations(),
        storage.writes());
  }

  private ExecutionResult failed(ErrorCode code, String message, long gasUsed) {
    lastMeters = meters(gasUsed, 0);
    return ExecutionResult.failed(code, message, gasUsed, storage.observations());
  }

  private GasMeters meters(long gasUsed, long memoryGas) {
    return GasMeters.of(
        gasUsed,
        memoryGas,
        host.storageGas(Meter.STORAGE_READ),
        host.storageGas(Meter.STORAGE_WRITE));
  }
}
