package io.stretto.wasm;

import io.stretto.protocol.BlockContext;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Transaction;
import io.stretto.protocol.TransactionKind;
import io.stretto.protocol.port.StateView;
import io.stretto.wasm.engine.ExecutionInterruptedException;
import io.stretto.wasm.engine.StackTooSmallException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Executes transactions: a function of the transaction, its block's context and the values that the
 * view returns. Whatever a contract does, there is a result; only what is no part of the ledger is
 * thrown: what the view throws, an {@linkplain ContractThreads#announceInterruptions announced}
 * interruption of the thread ({@link ExecutionInterruptedException}), errors of the JVM.
 *
 * <p>One executor is used by one thread, best by one of {@link ContractThreads}: on a thread whose
 * stack turns out too small, an execution is repeated on a thread of that kind, during which the
 * view is read from there.
 */
public final class TransactionExecutor {

  private final BundleExecution execution;
  private final int checkInterval;
  private int executionsSinceCheck;

  TransactionExecutor(ContractRuntime runtime) {
    this.execution = new BundleExecution(runtime);
    this.checkInterval = runtime.settings().freshInstanceCheckInterval();
  }

  /**
   * Executes a transaction.
   *
   * @param transaction the transaction, in order by the protocol's rules
   * @param block the block that it stands in
   * @param index its index in the block's canonical order, from 0
   * @param view the state just before it, which must give the same value each time it is asked
   */
  public ExecutionResult execute(
      Transaction transaction, BlockContext block, int index, StateView view) {
    if (checkInterval > 0 && ++executionsSinceCheck >= checkInterval) {
      executionsSinceCheck = 0;
      return executeTwice(transaction, block, index, new RememberingView(view));
    }
    return executeOnce(transaction, block, index, view, false);
  }

  /**
   * Calls a function of a contract that may read and must not write: a write traps.
   *
   * @param gasLimit the most gas to use
   */
  public ViewResult view(
      String contract,
      String function,
      byte[] arguments,
      BlockContext block,
      long gasLimit,
      StateView view) {
    Transaction transaction =
        new Transaction(
            "", "", TransactionKind.CALL, contract, function, arguments, gasLimit, 0, List.of());
    ExecutionResult result = executeOnce(transaction, block, 0, view, true);
    return new ViewResult(
        result.status(),
        result.errorCode(),
        result.errorMessage(),
        result.gasUsed(),
        result.returnValue(),
        result.logs());
  }

  /** What the gas of the last call was used for; a deployment is a write altogether. */
  public GasMeters lastMeters() {
    return execution.lastMeters();
  }

  private ExecutionResult executeOnce(
      Transaction transaction, BlockContext block, int index, StateView view, boolean readOnly) {
    return withEnoughStack(() -> repeated(transaction, block, index, view, readOnly));
  }

  private ExecutionResult repeated(
      Transaction transaction, BlockContext block, int index, StateView view, boolean readOnly) {
    try {
      return execution.execute(transaction, block, index, view, readOnly);
    } catch (RestartException e) {
      // Once for each contract at most: it is interpreted from then on.
      return repeated(transaction, block, index, view, readOnly);
    }
  }

  private ExecutionResult executeTwice(
      Transaction transaction, BlockContext block, int index, StateView view) {
    ExecutionResult reused = executeOnce(transaction, block, index, view, false);
    execution.dropInstances();
    ExecutionResult fresh = executeOnce(transaction, block, index, view, false);
    if (!Results.areEqual(reused, fresh)) {
      throw new IllegalStateException(
          "transaction "
              + transaction.id()
              + " has another outcome on a fresh instance: "
              + Results.describe(reused)
              + " became "
              + Results.describe(fresh));
    }
    return reused;
  }

  /** Something that gives a result. */
  private interface Attempt {
    ExecutionResult run();
  }

  private static ExecutionResult withEnoughStack(Attempt attempt) {
    try {
      return attempt.run();
    } catch (StackTooSmallException e) {
      return onLargeStack(attempt);
    }
  }

  private static ExecutionResult onLargeStack(Attempt attempt) {
    FutureTask<ExecutionResult> task = new FutureTask<>(attempt::run);
    ContractThreads.factory("large-stack").newThread(task).start();
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ExecutionInterruptedException(e);
    } catch (ExecutionException e) {
      throw Results.rethrow(e.getCause());
    }
  }
}
