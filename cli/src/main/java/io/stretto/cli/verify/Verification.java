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

/** A whole verification: the log on a thread fit for contracts, then the state where reachable. */
public final class Verification {

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

  /** Compares the state as well, in at most so many entries, where the state store answers. */
  public Verification withState(URI address, int keys) {
    http = keys > 0 ? Optional.of(address) : Optional.empty();
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
      return verdict.isEqual() ? compareState(verifier, verdict) : verdict;
    }
  }

  private Verdict compareState(LedgerVerifier verifier, Verdict verdict) {
    if (http.isEmpty()) {
      return verdict;
    }
    try (StateQueries queries = new StateQueries(http.get(), ledger)) {
      StateComparison comparison = new StateComparison(queries, verdict.height());
      Optional<String> difference = comparison.compare(verifier.state(), stateKeys);
      return verdict.withState(comparison.checked(), difference);
    } catch (StrettoException e) {
      return verdict; // the state store is not reachable; the digests vouch
    }
  }
}
