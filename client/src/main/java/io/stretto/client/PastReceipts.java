package io.stretto.client;

import io.stretto.client.StrettoException.Code;
import io.stretto.protocol.Receipt;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Receipts that passed before anybody waited for them: asked for now and then while waiting. */
final class PastReceipts implements AutoCloseable {

  private static final long ASK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final Optional<StateQueries> queries;

  PastReceipts(ClientSettings settings) {
    this.queries = settings.http().map(address -> new StateQueries(address, settings.ledger()));
  }

  Optional<Receipt> find(String transactionId) {
    StateQueries present =
        queries.orElseThrow(
            () ->
                new StrettoException(
                    Code.INVALID_SETTINGS,
                    "receipts of the past need the state service's address (http)"));
    return present.receipt(transactionId);
  }

  Receipt await(String transactionId, CompletableFuture<Receipt> coming, Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (true) {
      Optional<Receipt> past = coming.isDone() ? Optional.empty() : lookUp(transactionId);
      if (past.isPresent()) {
        return past.get();
      }
      long leftNanos = deadline - System.nanoTime();
      try {
        return coming.get(Math.clamp(leftNanos, 0, ASK_AGAIN_NANOS), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        if (leftNanos <= 0) {
          throw ReceiptFollower.overdue(transactionId);
        }
      } catch (ExecutionException e) {
        throw e.getCause() instanceof StrettoException known
            ? new StrettoException(known.code(), known.getMessage(), known)
            : new StrettoException(Code.RECEIPTS_UNAVAILABLE, e.getMessage(), e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StrettoException(Code.INTERRUPTED, "interrupted while waiting", e);
      }
    }
  }

  @Override
  public void close() {
    queries.ifPresent(StateQueries::close);
  }

  /** A state service that is away does not end the waiting: the receipt may still come. */
  private Optional<Receipt> lookUp(String transactionId) {
    try {
      return queries.flatMap(present -> present.receipt(transactionId));
    } catch (StrettoException e) {
      if (e.code() == Code.INTERRUPTED) {
        throw e;
      }
      return Optional.empty();
    }
  }
}
