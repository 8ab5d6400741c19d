package io.stretto.cli.verify;

import io.stretto.client.StateQueries;
import io.stretto.client.StrettoException;
import io.stretto.service.kafka.ClusterSettings;
import io.stretto.wasm.ContractThreads;
import io.stretto.wasm.engine.EngineMode;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.LongConsumer;

/** A whole verification: the log on a thread fit for contracts, then the state. */
public final class Verification {

  /** So often the log is followed to where the state store stands meanwhile. */
  private static final int FOLLOWING_LIMIT = 10;

  private final ClusterSettings settings;
  private final int ledger;
  private final EngineMode mode;
  private Optional<URI> http = Optional.empty();
  private LedgerVerifier.BlockListener listener = (commit, receipts, state) -> {};
  private int stateKeys;

  /** A verification of the log alone. */
  public Verification(ClusterSettings settings, int ledger, EngineMode mode) {
    this.settings = settings;
    this.ledger = ledger;
    this.mode = mode;
  }

  /**
   * Compares the state as well, in at most so many entries. Where the state store does not answer,
   * the verdict says that the state was not compared, and why.
   */
  public Verification withState(URI address, int keys) {
    http = Optional.of(address);
    stateKeys = keys;
    return this;
  }

  /** Shows each block to a listener, on the verifying thread. */
  public Verification showing(LedgerVerifier.BlockListener blockListener) {
    listener = blockListener;
    return this;
  }

  /** Runs it; {@code progress} is told now and then how many transactions are checked. */
  public Verdict run(LongConsumer progress) {
    FutureTask<Verdict> task = new FutureTask<>(() -> verify(progress));
    ContractThreads.factory("verify").newThread(task).start();
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException known
          ? known
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while verifying", e);
    }
  }

  private Verdict verify(LongConsumer progress) {
    try (LedgerVerifier verifier = new LedgerVerifier(settings, ledger, mode)) {
      Verdict verdict = verifier.showing(listener).verify(progress);
      if (http.isEmpty()) {
        return verdict;
      }
      try (StateQueries queries = new StateQueries(http.get(), ledger)) {
        return compareState(verifier, verdict, queries, progress);
      }
    }
  }

  /** Follows the log of a ledger that goes on until it stands where the state store does. */
  private Verdict compareState(
      LedgerVerifier verifier, Verdict log, StateQueries queries, LongConsumer progress) {
    Verdict verdict = log;
    try {
      StateComparison comparison = new StateComparison(queries);
      for (int attempt = 0;
          verdict.isEqual() && comparison.height() > verdict.height() && attempt < FOLLOWING_LIMIT;
          attempt++) {
        verdict = verifier.verifyMore(progress);
        comparison = new StateComparison(queries);
      }
      return verdict.isEqual() ? compareState(verifier, verdict, comparison) : verdict;
    } catch (StrettoException e) {
      if (e.code() == StrettoException.Code.INTERRUPTED) {
        throw e;
      }
      return verdict.withState(StateCheck.omitted(e.getMessage()), Optional.empty());
    }
  }

  private Verdict compareState(
      LedgerVerifier verifier, Verdict verdict, StateComparison comparison) {
    if (comparison.height() != verdict.height()) {
      String reason =
          "the state store stands at block "
              + comparison.height()
              + ", the log was verified up to block "
              + verdict.height();
      return verdict.withState(StateCheck.omitted(reason), Optional.empty());
    }
    Optional<String> difference = comparison.compare(verdict, verifier.state(), stateKeys);
    return verdict.withState(StateCheck.compared(comparison.checked()), difference);
  }
}
