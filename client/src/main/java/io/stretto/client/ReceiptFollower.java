package io.stretto.client;

import io.stretto.client.StrettoException.Code;
import io.stretto.protocol.Receipt;
import io.stretto.schemas.ReceiptBatchCodec;
import io.stretto.schemas.SchemaException;
import io.stretto.service.kafka.KafkaClients;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tails one ledger's receipts from where they end at the follower's creation, on a thread of its
 * own, and hands out those that are awaited. Of repeats the first one counts.
 */
final class ReceiptFollower implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ReceiptFollower.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final long SWEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final TopicPartition partition;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final ReceiptBatchCodec codec = new ReceiptBatchCodec();
  private final ConcurrentMap<String, AwaitedReceipt> submitted = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, ReceiptWatch> watched = new ConcurrentHashMap<>();
  private final Thread thread;
  private volatile boolean isClosed;
  private volatile StrettoException failure;

  ReceiptFollower(KafkaClients clients, String clientId, TopicPartition partition) {
    this.partition = partition;
    this.consumer = clients.reader(clientId, IsolationLevel.READ_UNCOMMITTED);
    consumer.assign(List.of(partition));
    consumer.seekToEnd(List.of(partition));
    consumer.position(partition); // from here on no receipt is missed
    this.thread = Thread.ofPlatform().name(clientId).daemon().start(this::run);
  }

  /** The transactions submitted here and not yet answered. */
  ConcurrentMap<String, AwaitedReceipt> submitted() {
    return submitted;
  }

  /** Begins to look out for the receipt of an id submitted elsewhere, or before. */
  ReceiptWatch watch(String transactionId) {
    return watched.compute(
        transactionId,
        (id, present) -> {
          ReceiptWatch watch = present == null ? new ReceiptWatch() : present;
          watch.waiters++;
          return watch;
        });
  }

  /** Ends what {@link #watch} began, once for each call of it. */
  void unwatch(String transactionId, ReceiptWatch watch) {
    watched.computeIfPresent(
        transactionId, (id, present) -> present != watch || --watch.waiters > 0 ? present : null);
  }

  /** Whether the caller runs on the thread that delivers receipts, and so must not wait for any. */
  boolean isDelivering() {
    return Thread.currentThread().equals(thread);
  }

  /** Throws where receipts no longer come. */
  void ensureFollowing() {
    StrettoException reason = failure;
    if (reason != null) {
      throw new StrettoException(reason.code(), reason.getMessage(), reason);
    }
  }

  @Override
  public void close() {
    isClosed = true;
    consumer.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    StrettoException closed = new StrettoException(Code.CLOSED, "the client was closed");
    failAll(closed);
  }

  private void run() {
    try (consumer) {
      long sweptNanos = System.nanoTime();
      while (!isClosed) {
        deliver(consumer.poll(POLL));
        long now = System.nanoTime();
        if (now - sweptNanos > SWEEP_NANOS) {
          sweptNanos = now;
          sweep(submitted, now);
        }
      }
    } catch (WakeupException e) {
      // Closed.
    } catch (KafkaException e) {
      fail(e);
    }
  }

  private void fail(KafkaException e) {
    String remedy =
        e instanceof OffsetOutOfRangeException
            ? "they were deleted before they were read; keep them for longer"
            : String.valueOf(e.getMessage());
    LOG.warn("receipts of {} can no longer be followed: {}", partition, remedy, e);
    failure =
        new StrettoException(
            Code.RECEIPTS_UNAVAILABLE, "receipts can no longer be followed: " + remedy, e);
    failAll(failure);
  }

  private void failAll(StrettoException reason) {
    submitted.values().forEach(awaited -> awaited.completeExceptionally(reason));
    watched.values().forEach(awaited -> awaited.completeExceptionally(reason));
    submitted.clear();
    watched.clear();
  }

  private void deliver(ConsumerRecords<byte[], byte[]> records) {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (submitted.isEmpty() && watched.isEmpty()) {
        return;
      }
      try {
        codec.decode(record.value()).receipts().forEach(this::deliver);
      } catch (SchemaException e) {
        LOG.warn("record {} of {} is no receipt batch: {}", record.offset(), partition, e.code());
      }
    }
  }

  private void deliver(Receipt receipt) {
    AwaitedReceipt awaited = submitted.remove(receipt.transactionId());
    if (awaited != null) {
      complete(awaited, receipt);
    }
    if (!watched.isEmpty()) {
      ReceiptWatch watcher = watched.remove(receipt.transactionId());
      if (watcher != null) {
        complete(watcher, receipt);
      }
    }
  }

  /** What callers do on completion runs here; it must not end the thread. */
  private static void complete(CompletableFuture<Receipt> awaited, Receipt receipt) {
    try {
      awaited.complete(receipt);
    } catch (RuntimeException e) {
      LOG.warn("what waited for the receipt of {} failed", receipt.transactionId(), e);
    }
  }

  private static void sweep(ConcurrentMap<String, AwaitedReceipt> all, long now) {
    for (AwaitedReceipt awaited : all.values()) {
      if (awaited.isDone()) {
        all.remove(awaited.transactionId(), awaited);
      } else if (awaited.isOverdue(now)) {
        all.remove(awaited.transactionId(), awaited);
        awaited.completeExceptionally(overdue(awaited.transactionId()));
      }
    }
  }

  static StrettoException overdue(String transactionId) {
    return new StrettoException(
        Code.TIMEOUT,
        "no receipt of transaction "
            + transactionId
            + " in time; see whether coordinator, workers and state store run. It may still be"
            + " executed: ask for its receipt later, or submit it again with the same id");
  }
}
