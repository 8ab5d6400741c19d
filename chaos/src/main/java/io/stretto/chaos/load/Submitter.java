package io.stretto.chaos.load;

import io.stretto.client.ClientSettings;
import io.stretto.client.StrettoClient;
import io.stretto.client.StrettoException;
import io.stretto.client.TransactionRequest;
import io.stretto.protocol.Receipt;
import io.stretto.service.kafka.ClusterSettings;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A client that writes down all that it submits. Safe for use by several threads. */
final class Submitter implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Submitter.class);

  /** More than a test lasts: whether a receipt comes is found out at the end. */
  private static final Duration RECEIPT_TIMEOUT = Duration.ofHours(12);

  private static final int UNANSWERED = 100_000;
  private static final String NO_SESSION = "";

  private final StrettoClient client;
  private final HistoryRecorder recorder;

  Submitter(ClusterSettings cluster, HistoryRecorder recorder) {
    this.client =
        StrettoClient.connect(
            ClientSettings.of(cluster)
                .withMaxUnanswered(UNANSWERED, ClientSettings.WhenFull.BLOCK)
                .withReceiptTimeout(RECEIPT_TIMEOUT));
    this.recorder = recorder;
  }

  /** Submits a transaction of no session; its id may have been submitted before. */
  CompletableFuture<Receipt> submit(TransactionRequest request) {
    return submit(request, NO_SESSION, receipt -> {});
  }

  /**
   * Submits a transaction of a session; the future ends with its receipt.
   *
   * @param seen is given the receipt before it counts as seen by the session
   */
  CompletableFuture<Receipt> submit(
      TransactionRequest request, String session, Consumer<Receipt> seen) {
    String id = request.id();
    recorder.submitting(id, session);
    CompletableFuture<Receipt> receipt =
        client.submit(
            request,
            (same, offset, failure) -> {
              if (failure == null) {
                recorder.acknowledged(id, offset);
              } else {
                LOG.warn("{} was not acknowledged: {}", id, failure.getMessage());
              }
            });
    return receipt.thenApply(
        found -> {
          seen.accept(found);
          recorder.told(found, id);
          return found;
        });
  }

  /** Returns when the brokers have acknowledged all, or refused it. */
  void flush() {
    try {
      client.flush();
    } catch (StrettoException e) {
      LOG.warn("not all was acknowledged: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
