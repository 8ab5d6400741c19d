package io.stretto.statestore.query;

import io.stretto.protocol.BlockContext;
import io.stretto.protocol.Commit;
import io.stretto.protocol.Digest;
import io.stretto.statestore.rocksdb.CommittedSnapshot;
import io.stretto.wasm.ContractRuntime;
import io.stretto.wasm.ContractThreads;
import io.stretto.wasm.TransactionExecutor;
import io.stretto.wasm.ViewResult;
import io.stretto.wasm.engine.EngineMode;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Executes calls that only read, on the state after the last committed block, on threads of its own
 * with the stack that contracts need. Writers are not waited for; gas bounds every call.
 */
public final class ViewCalls implements AutoCloseable {

  private final ContractRuntime runtime = new ContractRuntime(EngineMode.COMPILED);
  private final ExecutorService threads;
  private final ThreadLocal<TransactionExecutor> executors =
      ThreadLocal.withInitial(runtime::newExecutor);

  /** Makes it with so many threads. */
  public ViewCalls(int threadCount) {
    threads = Executors.newFixedThreadPool(threadCount, ContractThreads.factory("view-call"));
  }

  /**
   * A call.
   *
   * @param contract the contract's name
   * @param function the function's name
   * @param arguments the arguments; not to be changed
   * @param gasLimit the most gas to use
   */
  public record Call(String contract, String function, byte[] arguments, long gasLimit) {}

  /**
   * What a call gave.
   *
   * @param result the outcome
   * @param height the block after which it saw the state
   */
  public record Answer(ViewResult result, long height) {}

  /** Executes a call; nothing where the ledger has no block yet or was closed. */
  public Optional<Answer> call(LedgerView view, Call call) throws InterruptedException {
    try {
      return threads.submit(() -> execute(view, call)).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a view call failed: " + e.getCause(), e.getCause());
    }
  }

  @Override
  public void close() {
    ContractThreads.announceInterruptions();
    threads.shutdownNow();
  }

  private Optional<Answer> execute(LedgerView view, Call call) {
    Optional<CommittedSnapshot> found = view.committed().snapshot();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (CommittedSnapshot snapshot = found.get()) {
      return snapshot.commit().map(commit -> execute(snapshot, commit, call));
    }
  }

  private Answer execute(CommittedSnapshot snapshot, Commit commit, Call call) {
    Digest digest = commit.blockDigest();
    BlockContext block =
        new BlockContext(commit.ledger(), commit.height(), digest, commit.tip().timeMillis());
    ViewResult result =
        executors
            .get()
            .view(
                call.contract(),
                call.function(),
                call.arguments(),
                block,
                call.gasLimit(),
                snapshot);
    return new Answer(result, commit.height());
  }
}
