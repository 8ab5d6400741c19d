package io.stretto.bench;

import io.stretto.protocol.Commit;
import io.stretto.schemas.CommitCodec;
import io.stretto.schemas.SchemaException;
import io.stretto.service.kafka.ClusterSettings;
import io.stretto.service.kafka.KafkaClients;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Follows a ledger's commits from its beginning. Used by one thread. */
final class CommitWatch implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final CommitCodec codec = new CommitCodec();
  private long height = -1;
  private long transactions;
  private long executions;
  private long predicted;

  CommitWatch(ClusterSettings settings) {
    consumer = new KafkaClients(settings).reader("commit-watch", IsolationLevel.READ_UNCOMMITTED);
    TopicPartition partition = new TopicPartition(settings.topicNames().commits(), 0);
    consumer.assign(List.of(partition));
    consumer.seek(partition, 0);
  }

  /** Waits until so many transactions are committed. */
  void await(long target, Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (transactions < target) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        take(record);
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            transactions + " of " + target + " transactions were committed in " + timeout);
      }
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    try {
      Commit commit = codec.decode(record.value());
      if (commit.height() > height) {
        height = commit.height();
        transactions += commit.counts().transactions();
        executions += commit.statistics().executions();
        predicted += commit.statistics().predicted();
      }
    } catch (SchemaException e) {
      throw new IllegalStateException("not a commit at offset " + record.offset(), e);
    }
  }

  long transactions() {
    return transactions;
  }

  long executions() {
    return executions;
  }

  long predicted() {
    return predicted;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
