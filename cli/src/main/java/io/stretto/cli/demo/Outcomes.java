package io.stretto.cli.demo;

import io.stretto.protocol.Receipt;
import io.stretto.protocol.ReceiptStatus;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** What became of the transactions of one phase. Safe for use by several threads. */
final class Outcomes {

  private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(10);

  private final Histogram latencyMicros = new ConcurrentHistogram(LONGEST_MICROS, 3);
  private final Semaphore answered = new Semaphore(0);
  private final AtomicLong succeeded = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong rejected = new AtomicLong();
  private final AtomicLong gasUsed = new AtomicLong();
  private final AtomicLong lastOffset = new AtomicLong(-1);
  private final AtomicReference<Throwable> lost = new AtomicReference<>();
  private final AtomicReference<String> firstFailure = new AtomicReference<>("");

  void add(Receipt receipt, Throwable failure, long submittedNanos) {
    if (failure != null) {
      lost.compareAndSet(null, failure);
      answered.release();
      return;
    }
    long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - submittedNanos);
    latencyMicros.recordValue(Math.min(micros, LONGEST_MICROS));
    gasUsed.addAndGet(receipt.gasUsed());
    lastOffset.accumulateAndGet(receipt.offset(), Math::max);
    switch (receipt.status()) {
      case SUCCEEDED -> succeeded.incrementAndGet();
      case FAILED -> failed.incrementAndGet();
      case REJECTED -> rejected.incrementAndGet();
    }
    if (receipt.status() != ReceiptStatus.SUCCEEDED) {
      firstFailure.compareAndSet(
          "", receipt.transactionId() + ": " + receipt.errorCode() + " " + receipt.errorMessage());
    }
    answered.release();
  }

  /** Waits for one more answer, so long at most. */
  boolean awaitOne(long millis) throws InterruptedException {
    return answered.tryAcquire(millis, TimeUnit.MILLISECONDS);
  }

  /** Throws where a transaction has no receipt. */
  void throwIfLost() {
    Throwable failure = lost.get();
    if (failure != null) {
      throw failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
    }
  }

  long committed() {
    return succeeded.get() + failed.get();
  }

  long failed() {
    return failed.get();
  }

  long rejected() {
    return rejected.get();
  }

  long gasUsed() {
    return gasUsed.get();
  }

  /** The largest offset of any of them. */
  long lastOffset() {
    return lastOffset.get();
  }

  /** The first failure, in words; empty where none. */
  String firstFailure() {
    return firstFailure.get();
  }

  double latencyMillis(double percentile) {
    return latencyMicros.getValueAtPercentile(percentile) / 1_000.0;
  }
}
