package io.stretto.statestore.streams;

import io.stretto.protocol.Block;
import io.stretto.protocol.ResultBatch;
import io.stretto.schemas.BlockCodec;
import io.stretto.schemas.ResultBatchCodec;
import io.stretto.schemas.SchemaException;
import io.stretto.service.kafka.KafkaClients;
import io.stretto.statestore.commit.Committer;
import io.stretto.statestore.commit.CommitterEvent;
import io.stretto.statestore.commit.CommitterRecord;
import io.stretto.statestore.query.LedgerView;
import io.stretto.statestore.rocksdb.AppliedBlock;
import io.stretto.statestore.rocksdb.RocksCommittedState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The committer of one ledger between Kafka's topics.
 *
 * <p>Before its first event it publishes again what may not have been, and reads the blocks topic
 * from the tip to its end. What may have been lost besides are results, which the committer asks
 * for by itself.
 *
 * <p>Time, for the committer, is a record's time of arrival at the broker while there are records
 * to take, and the clock when there are none: results that wait here are not late.
 */
final class CommitterProcessor implements Processor<byte[], byte[], byte[], Outgoing> {

  private static final Logger LOG = LoggerFactory.getLogger(CommitterProcessor.class);
  private static final int OPEN_BLOCKS_WITH_BACKLOG = 256;
  private static final long BEHIND_MILLIS = 50;

  private final CommitterParts parts;
  private final BlockCodec blocks = new BlockCodec();
  private final ResultBatchCodec results = new ResultBatchCodec();
  private final Map<Long, Long> openedAtMillis = new HashMap<>();
  private ProcessorContext<byte[], Outgoing> context;
  private int ledger;
  private String blocksTopic;
  private LedgerStateStore store;
  private CommitterOutput output;
  private CommitterMetrics metrics;
  private Committer committer;
  private LedgerView view;
  private BlockBacklog backlog;
  private long nowMillis;
  private long behindMillis;
  private boolean hasProcessed;

  CommitterProcessor(CommitterParts parts) {
    this.parts = parts;
  }

  @Override
  public void init(ProcessorContext<byte[], Outgoing> processorContext) {
    context = processorContext;
    ledger = context.taskId().partition();
    blocksTopic = parts.cluster().topicNames().blocks();
    store = context.getStateStore(CommitterTopology.STORE);
    output = new CommitterOutput(context, store);
    metrics = new CommitterMetrics(parts.metrics(), ledger);
    context.schedule(parts.tick(), PunctuationType.WALL_CLOCK_TIME, this::tick);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    recover();
    long wallMillis = context.currentSystemTimeMs();
    nowMillis = Math.max(nowMillis, Math.min(wallMillis, record.timestamp()));
    behindMillis = wallMillis - record.timestamp();
    hasProcessed = true;
    RecordMetadata metadata = context.recordMetadata().orElseThrow();
    if (metadata.topic().equals(blocksTopic)) {
      takeNewBlock(record.value(), metadata.offset());
    } else {
      takeResults(record.value(), metadata);
    }
    advanceBacklog();
  }

  /**
   * Ends this ownership of the ledger, and forgets all that was known in it: Streams initializes
   * the same processor again where the task was a standby meanwhile, and the state has moved on.
   */
  @Override
  public void close() {
    if (view != null) {
      parts.owned().remove(view);
      view = null;
    }
    if (backlog != null) {
      backlog.close();
      backlog = null;
    }
    committer = null;
    openedAtMillis.clear();
    nowMillis = 0;
    behindMillis = 0;
    hasProcessed = false;
    metrics.close();
  }

  private void tick(long wallMillis) {
    recover();
    if (!hasProcessed || behindMillis < BEHIND_MILLIS) {
      nowMillis = Math.max(nowMillis, wallMillis);
      step(new CommitterEvent.ClockTicked());
    }
    hasProcessed = false;
    advanceBacklog();
  }

  private void recover() {
    if (committer != null) {
      return;
    }
    RocksCommittedState state = store.state();
    state.requireComplete();
    backlog =
        BlockBacklog.open(
            new KafkaClients(parts.cluster()),
            "state-store-backlog-" + ledger,
            new TopicPartition(blocksTopic, ledger),
            state.lastCommit());
    for (long height = state.announcedHeight() + 1; height <= state.tip().height(); height++) {
      output.publish(state.unannounced(height));
    }
    committer = new Committer(state, parts.committer());
    nowMillis = context.currentSystemTimeMs();
    view = new LedgerView(ledger, state.reader());
    metrics.show(view);
    parts.owned().add(view);
    LOG.info("ledger {} goes on after block {}", ledger, state.tip().height());
  }

  private void advanceBacklog() {
    while (backlog != null && committer.openBlocks() < OPEN_BLOCKS_WITH_BACKLOG) {
      ConsumerRecord<byte[], byte[]> record = backlog.poll();
      if (record != null) {
        takeBlock(record.value(), record.offset());
        continue;
      }
      if (backlog.isExhausted()) {
        backlog.close();
        backlog = null;
      }
      return;
    }
  }

  /**
   * Takes a block that Streams delivers, but while there is a backlog: that comes first, and has
   * this block too. A later block may fit where the first one of its height is not yet read.
   */
  private void takeNewBlock(byte[] value, long offset) {
    if (backlog == null) {
      takeBlock(value, offset);
    }
  }

  private void takeBlock(byte[] value, long offset) {
    try {
      Block block = blocks.decode(value);
      if (block.ledger() == ledger) {
        step(new CommitterEvent.BlockArrived(block, offset));
      } else {
        skip(blocksTopic, offset, "a block of ledger " + block.ledger());
      }
    } catch (SchemaException e) {
      skip(blocksTopic, offset, e.getMessage());
    }
  }

  private void takeResults(byte[] value, RecordMetadata metadata) {
    try {
      ResultBatch batch = results.decode(value);
      if (batch.ledger() == ledger) {
        step(new CommitterEvent.ResultsArrived(batch));
      } else {
        skip(metadata.topic(), metadata.offset(), "results of ledger " + batch.ledger());
      }
    } catch (SchemaException e) {
      skip(metadata.topic(), metadata.offset(), e.getMessage());
    }
  }

  private void skip(String topic, long offset, String reason) {
    metrics.skipped();
    LOG.warn("skipped offset {} of {}-{}: {}", offset, topic, ledger, reason);
  }

  private void step(CommitterEvent event) {
    List<CommitterRecord> decisions = committer.step(event, nowMillis);
    decisions.forEach(this::show);
    view.openBlocks(committer.openBlocks());
    decisions.forEach(this::act);
  }

  /** Shows a decision to readers, before anybody can act on it. */
  private void show(CommitterRecord decision) {
    switch (decision) {
      case CommitterRecord.BlockOpened opened ->
          opened.block().genesis().ifPresent(genesis -> view.settled(List.of(genesis.write())));
      case CommitterRecord.PositionStaged position -> view.settled(position.writes());
      case CommitterRecord.BlockCommitted block -> view.committed(block.delta().commit().height());
      case CommitterRecord.ResultsTaken taken -> {}
      case CommitterRecord.ResultRefused refused -> {}
      case CommitterRecord.ReexecutionRequested requested -> {}
    }
  }

  private void act(CommitterRecord decision) {
    switch (decision) {
      case CommitterRecord.BlockOpened opened ->
          openedAtMillis.put(opened.block().height(), opened.nowMillis());
      case CommitterRecord.ReexecutionRequested requested -> {
        output.send(requested.request());
        metrics.requested(requested.request());
      }
      case CommitterRecord.BlockCommitted block -> {
        AppliedBlock applied = store.state().pollApplied();
        output.publish(applied);
        Long openedAt = openedAtMillis.remove(block.delta().commit().height());
        metrics.committed(block.delta().commit(), openedAt == null ? 0 : nowMillis - openedAt);
      }
      case CommitterRecord.PositionStaged position -> {}
      case CommitterRecord.ResultRefused refused -> {}
      case CommitterRecord.ResultsTaken taken -> {}
    }
  }
}
