package io.stretto.cli.verify;

import io.stretto.cli.console.CommandException;
import io.stretto.service.kafka.KafkaClients;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads one partition from its beginning to where it ended when the cursor was made, or extended.
 */
final class PartitionCursor implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration ASKING = Duration.ofSeconds(30);
  private static final long STALL_NANOS = Duration.ofSeconds(30).toNanos();

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final TopicPartition partition;
  private final long beginning;
  private long end;
  private Iterator<ConsumerRecord<byte[], byte[]>> fetched = Collections.emptyIterator();
  private ConsumerRecord<byte[], byte[]> head;

  PartitionCursor(KafkaClients clients, TopicPartition partition, IsolationLevel isolation) {
    this.consumer = clients.reader("stretto-verify-" + partition, isolation);
    this.partition = partition;
    consumer.assign(List.of(partition));
    this.beginning = consumer.beginningOffsets(List.of(partition), ASKING).get(partition);
    extend();
    consumer.seek(partition, beginning);
  }

  /** Goes on to where the partition ends now. */
  void extend() {
    end = consumer.endOffsets(List.of(partition), ASKING).get(partition);
  }

  /** The first offset that is kept. */
  long beginning() {
    return beginning;
  }

  /** The next record without taking it, or {@code null} at the end. */
  ConsumerRecord<byte[], byte[]> peek() {
    if (head == null) {
      head = fetch();
    }
    return head != null && head.offset() < end ? head : null;
  }

  /** Takes the next record, {@code null} at the end. */
  ConsumerRecord<byte[], byte[]> next() {
    ConsumerRecord<byte[], byte[]> next = peek();
    if (next != null) {
      head = null;
    }
    return next;
  }

  @Override
  public void close() {
    consumer.close();
  }

  /** The next record, which may lie beyond the end; {@code null} where there is none before it. */
  private ConsumerRecord<byte[], byte[]> fetch() {
    long progressNanos = System.nanoTime();
    while (!fetched.hasNext()) {
      long position = consumer.position(partition, ASKING);
      if (position >= end) {
        return null;
      }
      fetched = consumer.poll(POLL).records(partition).iterator();
      if (consumer.position(partition, ASKING) > position) {
        progressNanos = System.nanoTime();
      } else if (System.nanoTime() - progressNanos > STALL_NANOS) {
        throw CommandException.unreachable(partition + " delivers nothing more", null);
      }
    }
    return fetched.next();
  }
}
