package io.stretto.cli.bulk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stretto.cli.console.Json;
import io.stretto.protocol.Receipt;
import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What became of the lines of a file: every one is counted in exactly one way. Safe for use by
 * several threads.
 */
public final class BulkReport {

  private static final int SHOWN_ERRORS = 20;

  private final PrintWriter err;
  private final AtomicLong invalid = new AtomicLong();
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicLong unacknowledged = new AtomicLong();
  private final AtomicLong succeeded = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong rejected = new AtomicLong();
  private final AtomicLong duplicates = new AtomicLong();
  private final AtomicLong gasUsed = new AtomicLong();
  private final AtomicLong shown = new AtomicLong();

  /** Creates an empty report; errors are shown on the writer, the first 20 of them. */
  public BulkReport(PrintWriter err) {
    this.err = err;
  }

  /** A line that is no transaction. */
  public void addInvalid(long line, String reason) {
    invalid.incrementAndGet();
    show(line, reason);
  }

  /** A transaction that the brokers have. */
  public void addAcknowledged() {
    acknowledged.incrementAndGet();
  }

  /** A transaction that the brokers may not have, or that nobody answered for. */
  public void addUnacknowledged(long line, String reason) {
    unacknowledged.incrementAndGet();
    show(line, reason);
  }

  /** A transaction's receipt. */
  public void add(long line, Receipt receipt) {
    acknowledged.incrementAndGet();
    gasUsed.addAndGet(receipt.isDuplicate() ? 0 : receipt.gasUsed());
    if (receipt.isDuplicate()) {
      duplicates.incrementAndGet();
      return;
    }
    switch (receipt.status()) {
      case SUCCEEDED -> succeeded.incrementAndGet();
      case FAILED -> {
        failed.incrementAndGet();
        show(line, receipt.errorCode() + " " + receipt.errorMessage());
      }
      case REJECTED -> {
        rejected.incrementAndGet();
        show(line, receipt.errorCode() + " " + receipt.errorMessage());
      }
    }
  }

  /** How many lines are answered for, one way or the other. */
  public long answered() {
    return invalid.get() + acknowledged.get() + unacknowledged.get();
  }

  /** How many transactions the brokers have. */
  public long acknowledged() {
    return acknowledged.get();
  }

  /** Whether every line became a transaction that did not fail. */
  public boolean isClean() {
    return invalid.get() + unacknowledged.get() + failed.get() + rejected.get() == 0;
  }

  /** Whether transactions were sent that the brokers did not acknowledge. */
  public boolean isIncomplete() {
    return unacknowledged.get() > 0;
  }

  /** The counts, with how long it all took. */
  public ObjectNode toJson(long durationMillis, boolean hasReceipts) {
    ObjectNode json = Json.object();
    json.put("submitted", acknowledged.get());
    json.put("invalidLines", invalid.get());
    json.put("unacknowledged", unacknowledged.get());
    if (hasReceipts) {
      json.put("succeeded", succeeded.get());
      json.put("failed", failed.get());
      json.put("rejected", rejected.get());
      json.put("duplicates", duplicates.get());
      json.put("gasUsed", gasUsed.get());
    }
    json.put("durationMillis", durationMillis);
    json.put("perSecond", Math.round(acknowledged.get() * 1000.0 / Math.max(1, durationMillis)));
    return json;
  }

  private void show(long line, String reason) {
    long number = shown.incrementAndGet();
    if (number <= SHOWN_ERRORS) {
      err.println((line > 0 ? "line " + line + ": " : "") + reason);
    } else if (number == SHOWN_ERRORS + 1) {
      err.println("more lines with errors are counted, not shown");
    }
    err.flush();
  }
}
