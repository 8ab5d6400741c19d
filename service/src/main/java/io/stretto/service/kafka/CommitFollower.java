package io.stretto.service.kafka;

import io.stretto.protocol.Commit;
import io.stretto.schemas.CommitCodec;
import io.stretto.schemas.SchemaException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the commits of ledgers on the thread that runs it, until it is stopped.
 *
 * <p>Each ledger's commits come in the order of their heights, each once. A record that is no
 * commit is logged and left out. What Kafka throws ends the run.
 */
public final class CommitFollower implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(CommitFollower.class);

  private static final Duration POLL = Duration.ofMillis(500);

  private final List<TopicPartition> partitions;
  private final Start start;
  private final Consumer<? super Commit> action;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final CommitCodec codec = new CommitCodec();
  private final Map<Integer, Long> heights = new HashMap<>();
  private volatile boolean isStopping;

  /** Where to begin. */
  public enum Start {
    /** With a ledger's first commit. */
    FIRST,
    /** With the last commit there is when the run begins. */
    LAST
  }

  /**
   * A follower with its own connection, which its run closes.
   *
   * @param ledgers whose commits to follow
   * @param action gets each commit, on the thread that runs the follower
   */
  public CommitFollower(
      ClusterSettings settings,
      String clientId,
      List<Integer> ledgers,
      Start start,
      Consumer<? super Commit> action) {
    String topic = settings.topicNames().commits();
    this.partitions = ledgers.stream().map(ledger -> new TopicPartition(topic, ledger)).toList();
    this.start = start;
    this.action = action;
    this.consumer = new KafkaClients(settings).reader(clientId, IsolationLevel.READ_UNCOMMITTED);
  }

  @Override
  public void run() {
    try (consumer) {
      consumer.assign(partitions);
      partitions.forEach(partition -> consumer.seek(partition, firstOffset(partition)));
      while (!isStopping) {
        consumer.poll(POLL).forEach(this::take);
      }
    } catch (WakeupException e) {
      LOG.debug("stopping", e);
    }
  }

  /** Ends the run soon, one that has not begun included. Any thread may call it. */
  public void stop() {
    isStopping = true;
    consumer.wakeup();
  }

  private long firstOffset(TopicPartition partition) {
    return switch (start) {
      case FIRST -> 0; // commits are kept for ever
      case LAST -> Math.max(0, consumer.endOffsets(List.of(partition)).get(partition) - 1);
    };
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    try {
      Commit commit = codec.decode(record.value());
      if (commit.height() > heights.getOrDefault(record.partition(), -1L)) {
        heights.put(record.partition(), commit.height());
        action.accept(commit);
      }
    } catch (SchemaException e) {
      LOG.warn(
          "skipping {}-{}@{}: {}",
          record.topic(),
          record.partition(),
          record.offset(),
          e.getMessage());
    }
  }
}
