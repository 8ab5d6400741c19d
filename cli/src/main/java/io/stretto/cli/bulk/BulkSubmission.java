package io.stretto.cli.bulk;

import io.stretto.cli.console.Progress;
import io.stretto.client.StrettoClient;
import io.stretto.client.StrettoException;
import io.stretto.protocol.Receipt;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;

/** Sends transactions in their order and accounts for each. For one thread. */
public final class BulkSubmission {

  private static final int PROGRESS_EVERY = 256;

  private final StrettoClient client;
  private final BulkReport report;
  private final Progress progress;
  private final boolean waitsForReceipts;
  private final Semaphore answered = new Semaphore(0);
  private int sent;

  /** Creates a submission; with {@code waitsForReceipts} each transaction's receipt is awaited. */
  public BulkSubmission(
      StrettoClient client, BulkReport report, Progress progress, boolean waitsForReceipts) {
    this.client = client;
    this.report = report;
    this.progress = progress;
    this.waitsForReceipts = waitsForReceipts;
  }

  /**
   * Sends one transaction. A transaction that breaks a rule is reported and not sent.
   *
   * @throws StrettoException when nothing can be sent at all
   */
  public void send(NumberedRequest numbered) {
    try {
      if (waitsForReceipts) {
        var _ =
            client
                .submit(numbered.request())
                .whenComplete((receipt, failure) -> answer(numbered.line(), receipt, failure));
      } else {
        client.publish(
            numbered.request(), (id, offset, failure) -> acknowledge(numbered.line(), failure));
      }
      sent++;
    } catch (StrettoException e) {
      refuse(numbered.line(), e);
    }
    if (sent % PROGRESS_EVERY == 0) {
      progress.show(report.acknowledged());
    }
  }

  /**
   * Whether sending must stop because a transaction was not acknowledged: what came after it would
   * no longer stand in the file's order.
   */
  public boolean mustStop() {
    return report.isIncomplete();
  }

  /** Returns when every transaction that was sent is answered for. */
  public void finish() throws InterruptedException {
    client.flush();
    for (int i = 0; i < sent; i++) {
      answered.acquire();
      if (i % PROGRESS_EVERY == 0) {
        progress.show(report.acknowledged());
      }
    }
    progress.end();
  }

  private void refuse(long line, StrettoException failure) {
    switch (failure.code()) {
      case INVALID_TRANSACTION, RECORD_TOO_LARGE -> report.addInvalid(line, failure.getMessage());
      default -> throw failure;
    }
  }

  private void answer(long line, Receipt receipt, Throwable failure) {
    if (receipt != null) {
      report.add(line, receipt);
    } else {
      report.addUnacknowledged(line, message(failure));
    }
    answered.release();
  }

  private void acknowledge(long line, StrettoException failure) {
    if (failure == null) {
      report.addAcknowledged();
    } else {
      report.addUnacknowledged(line, failure.getMessage());
    }
    answered.release();
  }

  private static String message(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause().getMessage()
        : failure.getMessage();
  }
}
