package io.stretto.coordinator.kafka;

import io.stretto.coordinator.Arrival;
import io.stretto.coordinator.Coordinator;
import io.stretto.coordinator.CoordinatorEvent;
import io.stretto.coordinator.CoordinatorRecord;
import io.stretto.coordinator.CoordinatorSettings;
import io.stretto.protocol.Block;
import io.stretto.protocol.ChainTip;
import io.stretto.protocol.Commit;
import io.stretto.schemas.BlockCodec;
import io.stretto.schemas.CommitCodec;
import io.stretto.schemas.SchemaException;
import io.stretto.service.kafka.KafkaClients;
import io.stretto.service.kafka.LogReader;
import io.stretto.service.kafka.TopicNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the coordinator of a ledger from the log: the last commit says where the chain stood, the
 * blocks after it are taken up again, and their tasks are published once more.
 */
final class LedgerRecovery implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LedgerRecovery.class);

  private static final Duration STALL_TIMEOUT = Duration.ofSeconds(30);

  private final int ledger;
  private final TopicNames topics;
  private final LogReader committedReader;
  private final LogReader reader;
  private final ArrivalDecoder decoder = new ArrivalDecoder();
  private final BlockCodec blockCodec = new BlockCodec();

  /** What recovery gave: the coordinator, and from where to follow the topics. */
  record Recovered(Coordinator coordinator, long nextBlock, long nextCommit, long nextResult) {}

  LedgerRecovery(int ledger, TopicNames topics, KafkaClients clients, String clientId) {
    this.ledger = ledger;
    this.topics = topics;
    this.committedReader =
        new LogReader(
            clients,
            clientId + "-recovery-transactions",
            IsolationLevel.READ_COMMITTED,
            STALL_TIMEOUT);
    this.reader =
        new LogReader(
            clients, clientId + "-recovery", IsolationLevel.READ_UNCOMMITTED, STALL_TIMEOUT);
  }

  Recovered recover(CoordinatorSettings settings, CoordinatorOutput output) {
    long nextResult = reader.endOffset(partition(topics.results()));
    long nextCommit = reader.endOffset(partition(topics.commits()));
    Commit last = lastCommit();
    ChainTip tip = last == null ? ChainTip.NONE : last.tip();
    long logStart = committedReader.beginningOffset(partition(topics.transactions()));
    Coordinator coordinator = new Coordinator(ledger, settings, tip, logStart);
    List<Block> blocks = new ArrayList<>();
    long firstBlock =
        last == null ? reader.beginningOffset(partition(topics.blocks())) : last.blockOffset() + 1;
    long nextBlock =
        reader.readToEnd(
            partition(topics.blocks()),
            firstBlock,
            record -> {
              try {
                blocks.add(blockCodec.decode(record.value()));
              } catch (SchemaException e) {
                LOG.warn("skipping {}@{}: {}", record.topic(), record.offset(), e.getMessage());
              }
            });
    blocks.forEach(block -> resume(coordinator, block, output));
    LOG.info(
        "ledger {}: resumed after block {}, {} blocks uncommitted, next offset {}",
        ledger,
        coordinator.tip().height(),
        coordinator.tip().height() - tip.height(),
        coordinator.tip().nextOffset());
    return new Recovered(coordinator, nextBlock, nextCommit, nextResult);
  }

  private Commit lastCommit() {
    CommitCodec codec = new CommitCodec();
    return reader
        .last(
            partition(topics.commits()),
            record -> {
              try {
                return Optional.of(codec.decode(record.value()));
              } catch (SchemaException e) {
                LOG.warn("skipping {}@{}: {}", record.topic(), record.offset(), e.getMessage());
                return Optional.empty();
              }
            })
        .orElse(null);
  }

  private void resume(Coordinator coordinator, Block block, CoordinatorOutput output) {
    if (!coordinator.isNext(block)) {
      return;
    }
    List<Arrival> arrivals = new ArrayList<>();
    if (block.transactionCount() > 0) {
      committedReader.readRange(
          partition(topics.transactions()),
          block.firstOffset(),
          block.nextOffset(),
          record -> arrivals.add(decoder.decode(record)));
    }
    List<CoordinatorRecord> decisions =
        coordinator.decide(
            new CoordinatorEvent.BlockRecovered(block, arrivals), block.timeMillis());
    decisions.forEach(coordinator::replay);
    output.publish(coordinator.tasks(block));
  }

  private TopicPartition partition(String topic) {
    return new TopicPartition(topic, ledger);
  }

  @Override
  public void close() {
    committedReader.close();
    reader.close();
  }
}
