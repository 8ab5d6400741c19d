package io.stretto.worker.kafka;

import io.stretto.protocol.Commit;
import io.stretto.schemas.CommitCodec;
import io.stretto.schemas.SchemaException;
import io.stretto.service.kafka.ClusterSettings;
import io.stretto.service.kafka.KafkaClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the commits of all ledgers, so that a worker knows what it need not keep or execute. */
final class CommitTail implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(CommitTail.class);

  private static final Duration POLL = Duration.ofMillis(500);

  private final Speculations speculations;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions = new ArrayList<>();
  private final CommitCodec codec = new CommitCodec();
  private volatile boolean isStopping;

  CommitTail(
      ClusterSettings settings, KafkaClients clients, String clientId, Speculations speculations) {
    this.speculations = speculations;
    this.consumer = clients.reader(clientId, IsolationLevel.READ_UNCOMMITTED);
    for (int ledger = 0; ledger < settings.ledgers(); ledger++) {
      partitions.add(new TopicPartition(settings.topicNames().commits(), ledger));
    }
  }

  @Override
  public void run() {
    try (consumer) {
      consumer.assign(partitions);
      for (TopicPartition partition : partitions) {
        long end = consumer.endOffsets(List.of(partition)).get(partition);
        consumer.seek(partition, Math.max(0, end - 1));
      }
      while (!isStopping) {
        consumer.poll(POLL).forEach(this::take);
      }
    } catch (WakeupException e) {
      LOG.debug("stopping", e);
    }
  }

  void stop() {
    isStopping = true;
    consumer.wakeup();
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    try {
      Commit commit = codec.decode(record.value());
      speculations.of(commit.ledger()).advance(commit.height());
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
