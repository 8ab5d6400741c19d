package io.stretto.client;

import io.stretto.protocol.Receipt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * One transaction on its way, in one object: what the caller waits for, what Kafka's producer tells
 * of it, and the place it takes among the unanswered ones, given back when it ends, however it
 * ends.
 */
final class AwaitedReceipt extends CompletableFuture<Receipt> implements Callback {

  private static final AtomicIntegerFieldUpdater<AwaitedReceipt> RELEASED =
      AtomicIntegerFieldUpdater.newUpdater(AwaitedReceipt.class, "released");

  private final String transactionId;
  private final long deadlineNanos;
  private final Semaphore places;

  /** Told of the brokers' answer; {@code null} where nobody asks. */
  private final Acknowledgement listener;

  private volatile int released;

  AwaitedReceipt(
      String transactionId, long deadlineNanos, Semaphore places, Acknowledgement listener) {
    this.transactionId = transactionId;
    this.deadlineNanos = deadlineNanos;
    this.places = places;
    this.listener = listener;
  }

  String transactionId() {
    return transactionId;
  }

  boolean isOverdue(long nowNanos) {
    return nowNanos - deadlineNanos > 0;
  }

  @Override
  public void onCompletion(RecordMetadata metadata, Exception failure) {
    StrettoException reason =
        failure == null ? null : KafkaFailures.ofSending(transactionId, failure);
    if (listener != null) {
      listener.acknowledged(transactionId, reason == null ? metadata.offset() : -1, reason);
    }
    if (reason != null) {
      completeExceptionally(reason);
    }
  }

  @Override
  public boolean complete(Receipt receipt) {
    release();
    return super.complete(receipt);
  }

  @Override
  public boolean completeExceptionally(Throwable failure) {
    release();
    return super.completeExceptionally(failure);
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    release();
    return super.cancel(mayInterruptIfRunning);
  }

  /** Dependent stages are plain futures: they take no place. */
  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    return new CompletableFuture<>();
  }

  /** Comes before completion, so that what runs on completion may submit. */
  private void release() {
    if (released == 0 && RELEASED.compareAndSet(this, 0, 1)) {
      places.release();
    }
  }
}
