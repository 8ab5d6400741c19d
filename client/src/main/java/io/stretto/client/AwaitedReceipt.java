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
  private volatile int released;

  AwaitedReceipt(String transactionId, long deadlineNanos, Semaphore places) {
    this.transactionId = transactionId;
    this.deadlineNanos = deadlineNanos;
    this.places = places;
  }

  String transactionId() {
    return transactionId;
  }

  boolean isOverdue(long nowNanos) {
    return nowNanos - deadlineNanos > 0;
  }

  @Override
  public void onCompletion(RecordMetadata metadata, Exception failure) {
    if (failure != null) {
      completeExceptionally(KafkaFailures.ofSending(transactionId, failure));
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
