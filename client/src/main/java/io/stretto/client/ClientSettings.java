package io.stretto.client;

import io.stretto.service.kafka.ClusterSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How a {@link StrettoClient} works.
 *
 * @param cluster where Kafka is, and the topics' names
 * @param ledger the ledger that transactions go to, from 0
 * @param maxUnanswered the most transactions without a receipt (or, of those sent without following
 *     receipts, without the brokers' acknowledgement) at any time, at least 1
 * @param whenFull what becomes of a submission beyond that
 * @param receiptTimeout how long to wait for a receipt before giving up
 * @param followReceipts whether receipts are read at all; without, only publishing is possible
 * @param http where the state service is, for receipts of the past
 */
public record ClientSettings(
    ClusterSettings cluster,
    int ledger,
    int maxUnanswered,
    WhenFull whenFull,
    Duration receiptTimeout,
    boolean followReceipts,
    Optional<URI> http) {

  /** What becomes of a submission when as many as allowed are unanswered. */
  public enum WhenFull {
    /** It waits, for the receipt timeout at most. */
    BLOCK,
    /** It fails at once with {@link StrettoException.Code#REFUSED}. */
    REJECT
  }

  /** Checks the numbers. */
  public ClientSettings {
    if (ledger < 0 || maxUnanswered < 1) {
      throw new StrettoException(
          StrettoException.Code.INVALID_SETTINGS,
          "ledger " + ledger + " and maxUnanswered " + maxUnanswered + ": at least 0 and 1");
    }
  }

  /** Ledger 0, at most 65,536 unanswered, then waiting, a minute for each receipt, no HTTP. */
  public static ClientSettings of(ClusterSettings cluster) {
    return new ClientSettings(
        cluster, 0, 65_536, WhenFull.BLOCK, Duration.ofMinutes(1), true, Optional.empty());
  }

  /** The same for another ledger. */
  public ClientSettings withLedger(int newLedger) {
    return new ClientSettings(
        cluster, newLedger, maxUnanswered, whenFull, receiptTimeout, followReceipts, http);
  }

  /** The same with another bound on unanswered transactions. */
  public ClientSettings withMaxUnanswered(int newMaximum, WhenFull newWhenFull) {
    return new ClientSettings(
        cluster, ledger, newMaximum, newWhenFull, receiptTimeout, followReceipts, http);
  }

  /** The same with another patience. */
  public ClientSettings withReceiptTimeout(Duration newTimeout) {
    return new ClientSettings(
        cluster, ledger, maxUnanswered, whenFull, newTimeout, followReceipts, http);
  }

  /** The same without reading receipts, for programs that only publish. */
  public ClientSettings withoutReceipts() {
    return new ClientSettings(
        cluster, ledger, maxUnanswered, whenFull, receiptTimeout, false, http);
  }

  /** The same with the state service's address, such as http://127.0.0.1:8080. */
  public ClientSettings withHttp(URI newHttp) {
    return new ClientSettings(
        cluster,
        ledger,
        maxUnanswered,
        whenFull,
        receiptTimeout,
        followReceipts,
        Optional.of(newHttp));
  }
}
