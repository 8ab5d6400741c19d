package io.stretto.service.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads topic partitions from an offset to their end, for recovery and for readers of the truth.
 *
 * <p>The end is the one at the time of the call; with READ_COMMITTED it is before the first open
 * Kafka transaction. Offsets of transaction markers are passed over. Not for use by several
 * threads.
 */
public final class LogReader implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Duration stallTimeout;

  /**
   * A reader with its own connection.
   *
   * @param stallTimeout how long Kafka may deliver nothing before reading fails
   */
  public LogReader(
      KafkaClients clients, String clientId, IsolationLevel isolation, Duration stallTimeout) {
    this.consumer = clients.logReader(clientId, isolation);
    this.stallTimeout = stallTimeout;
  }

  /** The offset of the first record that is kept, or the end where there is none. */
  public long beginningOffset(TopicPartition partition) {
    return consumer.beginningOffsets(List.of(partition), stallTimeout).get(partition);
  }

  /** The offset that comes after the last record, or marker, that this reader may see. */
  public long endOffset(TopicPartition partition) {
    return consumer.endOffsets(List.of(partition), stallTimeout).get(partition);
  }

  /**
   * Hands every record from an offset on to the action, in order, up to the current end, and
   * returns the offset to go on from.
   *
   * @throws OffsetNotInLogException when the offset was deleted or lies beyond the end
   * @throws TimeoutException when Kafka delivers nothing for the stall timeout
   */
  public long readToEnd(
      TopicPartition partition,
      long fromOffset,
      Consumer<? super ConsumerRecord<byte[], byte[]>> action) {
    long beginning = beginningOffset(partition);
    long end = endOffset(partition);
    if (fromOffset < beginning || fromOffset > end) {
      throw new OffsetNotInLogException(partition, fromOffset, beginning, end);
    }
    read(partition, fromOffset, end, action);
    return end;
  }

  /**
   * Hands every record from one offset up to another on to the action, in order.
   *
   * @param fromOffset the first offset
   * @param toOffset the offset after the last; at most the current end
   * @throws TimeoutException when Kafka delivers nothing for the stall timeout
   */
  public void readRange(
      TopicPartition partition,
      long fromOffset,
      long toOffset,
      Consumer<? super ConsumerRecord<byte[], byte[]>> action) {
    read(partition, fromOffset, toOffset, action);
  }

  /**
   * What the last record of a partition stands for, of those that stand for anything; nothing where
   * none does. Transaction markers and aborted records are passed over.
   *
   * @param meaning what a record stands for, if it does for anything
   * @throws TimeoutException when Kafka delivers nothing for the stall timeout
   */
  public <T> Optional<T> last(
      TopicPartition partition, Function<ConsumerRecord<byte[], byte[]>, Optional<T>> meaning) {
    long beginning = beginningOffset(partition);
    long end = endOffset(partition);
    Last<T> last = new Last<>(meaning);
    long window = 1;
    for (long to = end; to > beginning && last.found.isEmpty(); window *= 2) {
      long from = Math.max(beginning, to - window);
      read(partition, from, to, last);
      to = from;
    }
    return last.found;
  }

  /** Closes the connection. */
  @Override
  public void close() {
    consumer.close();
  }

  private void read(
      TopicPartition partition,
      long from,
      long to,
      Consumer<? super ConsumerRecord<byte[], byte[]>> action) {
    consumer.assign(List.of(partition));
    consumer.seek(partition, from);
    long position = from;
    long progressNanos = System.nanoTime();
    while (position < to) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
        if (record.offset() < to) {
          action.accept(record);
        }
      }
      long newPosition = consumer.position(partition, stallTimeout);
      if (newPosition > position) {
        position = newPosition;
        progressNanos = System.nanoTime();
      } else if (System.nanoTime() - progressNanos > stallTimeout.toNanos()) {
        throw new TimeoutException(
            partition + " delivered nothing after offset " + position + " for " + stallTimeout);
      }
    }
  }

  private static final class Last<T> implements Consumer<ConsumerRecord<byte[], byte[]>> {
    private final Function<ConsumerRecord<byte[], byte[]>, Optional<T>> meaning;
    private Optional<T> found = Optional.empty();

    Last(Function<ConsumerRecord<byte[], byte[]>, Optional<T>> meaning) {
      this.meaning = meaning;
    }

    @Override
    public void accept(ConsumerRecord<byte[], byte[]> next) {
      found = meaning.apply(next).or(() -> found);
    }
  }
}
