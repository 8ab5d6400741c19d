package io.stretto.coordinator.kafka;

import io.stretto.coordinator.CoordinatorEvent;
import io.stretto.schemas.BlockCodec;
import io.stretto.schemas.CommitCodec;
import io.stretto.schemas.ResultBatchCodec;
import io.stretto.schemas.SchemaException;
import io.stretto.service.kafka.KafkaClients;
import io.stretto.service.kafka.TopicNames;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows a ledger's blocks, commits and results for its coordinator, on a thread of its own. */
final class LedgerTail implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(LedgerTail.class);

  private static final Duration POLL = Duration.ofMillis(500);

  private final TopicNames topics;
  private final LedgerRunner runner;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final BlockCodec blockCodec = new BlockCodec();
  private final CommitCodec commitCodec = new CommitCodec();
  private final ResultBatchCodec resultCodec = new ResultBatchCodec();
  private volatile boolean isStopping;

  LedgerTail(
      int ledger,
      TopicNames topics,
      KafkaClients clients,
      String clientId,
      LedgerRecovery.Recovered recovered,
      LedgerRunner runner) {
    this.topics = topics;
    this.runner = runner;
    this.consumer = clients.reader(clientId, IsolationLevel.READ_UNCOMMITTED);
    TopicPartition blocks = new TopicPartition(topics.blocks(), ledger);
    TopicPartition commits = new TopicPartition(topics.commits(), ledger);
    TopicPartition results = new TopicPartition(topics.results(), ledger);
    consumer.assign(List.of(blocks, commits, results));
    consumer.seek(blocks, recovered.nextBlock());
    consumer.seek(commits, recovered.nextCommit());
    consumer.seek(results, recovered.nextResult());
  }

  @Override
  public void run() {
    try (consumer) {
      while (!isStopping) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          take(record);
        }
      }
    } catch (WakeupException e) {
      LOG.debug("stopping", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      runner.failed(e);
    }
  }

  void stop() {
    isStopping = true;
    consumer.wakeup();
  }

  private void take(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
    try {
      if (record.topic().equals(topics.results())) {
        runner.offer(new CoordinatorEvent.ResultsSeen(resultCodec.decode(record.value())));
      } else if (record.topic().equals(topics.commits())) {
        runner.put(new CoordinatorEvent.BlockCommitted(commitCodec.decode(record.value())));
      } else {
        runner.put(new CoordinatorEvent.BlockSeen(blockCodec.decode(record.value())));
      }
    } catch (SchemaException e) {
      LOG.warn(
          "skipping {}-{}@{}, which is no record that this release knows: {}",
          record.topic(),
          record.partition(),
          record.offset(),
          e.getMessage());
    }
  }
}
