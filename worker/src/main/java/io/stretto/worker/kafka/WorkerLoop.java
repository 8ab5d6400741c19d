package io.stretto.worker.kafka;

import io.stretto.protocol.ReexecutionRequest;
import io.stretto.protocol.ResultBatch;
import io.stretto.protocol.Task;
import io.stretto.protocol.port.Executor;
import io.stretto.protocol.port.RemoteState;
import io.stretto.protocol.port.TransactionLog;
import io.stretto.schemas.ReexecutionRequestCodec;
import io.stretto.schemas.ResultBatchCodec;
import io.stretto.schemas.SchemaException;
import io.stretto.schemas.TaskCodec;
import io.stretto.service.kafka.GroupSettings;
import io.stretto.service.kafka.KafkaClients;
import io.stretto.service.kafka.TopicNames;
import io.stretto.worker.WorkerSettings;
import io.stretto.worker.grpc.StateReadException;
import io.stretto.worker.speculate.Lane;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One executing thread of a worker: a member of the workers' group that runs the lanes it is
 * assigned, requests of the committer before tasks.
 */
final class WorkerLoop implements Runnable, ConsumerRebalanceListener {

  private static final Logger LOG = LoggerFactory.getLogger(WorkerLoop.class);

  private static final Duration IDLE_POLL = Duration.ofMillis(100);
  private static final Duration WAITING_POLL = Duration.ofMillis(1);
  private static final long OFFSET_COMMIT_MILLIS = 1_000;

  /** Tasks are large: few a poll, so that a request never waits for long. */
  private static final int POLL_RECORDS = 16;

  private record LaneId(int ledger, int lane) {}

  private final WorkerSettings settings;
  private final TopicNames topics;
  private final Speculations speculations;
  private final Executor executor;
  private final RemoteState remote;
  private final TransactionLog log;
  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final WorkerMetrics metrics;
  private final TaskCodec taskCodec = new TaskCodec();
  private final ReexecutionRequestCodec requestCodec = new ReexecutionRequestCodec();
  private final ResultBatchCodec resultCodec = new ResultBatchCodec();
  private final Map<LaneId, Lane> lanes = new HashMap<>();
  private volatile boolean isStopping;
  private volatile boolean isAssigned;
  private long offsetsCommittedMillis;

  /** Whether offsets are on their way: while the broker is away, one commit waits, not many. */
  private boolean isCommitting;

  WorkerLoop(
      WorkerSettings settings,
      String clientId,
      KafkaClients clients,
      Speculations speculations,
      Executor executor,
      RemoteState remote,
      TransactionLog log,
      KafkaProducer<byte[], byte[]> producer,
      WorkerMetrics metrics) {
    this.settings = settings;
    this.topics = settings.cluster().topicNames();
    this.speculations = speculations;
    this.executor = executor;
    this.remote = remote;
    this.log = log;
    this.producer = producer;
    this.metrics = metrics;
    this.consumer =
        clients.groupConsumer(
            clientId,
            new GroupSettings(
                settings.group(),
                GroupSettings.Start.EARLIEST,
                IsolationLevel.READ_UNCOMMITTED,
                POLL_RECORDS));
  }

  @Override
  public void run() {
    consumer.subscribe(List.of(topics.tasks(), topics.reexecutions()), this);
    try {
      while (!isStopping) {
        turn();
      }
      commitOffsets();
    } catch (WakeupException | StateReadException e) {
      LOG.debug("stopping", e);
    } finally {
      consumer.close();
    }
  }

  /** Ends the loop after its current turn. */
  void stop() {
    isStopping = true;
    consumer.wakeup();
  }

  /** Whether the group has assigned lanes to this thread, or told it that there are none. */
  boolean isAssigned() {
    return isAssigned;
  }

  private void turn() {
    boolean isWaiting = lanes.values().stream().anyMatch(Lane::isWaiting);
    ConsumerRecords<byte[], byte[]> records = consumer.poll(isWaiting ? WAITING_POLL : IDLE_POLL);
    for (ConsumerRecord<byte[], byte[]> record : records.records(topics.reexecutions())) {
      executeRequest(record);
    }
    for (ConsumerRecord<byte[], byte[]> record : records.records(topics.tasks())) {
      executeTask(record);
    }
    long nowMillis = System.currentTimeMillis();
    lanes.values().forEach(lane -> lane.tick(nowMillis));
    if (!isCommitting && nowMillis - offsetsCommittedMillis >= OFFSET_COMMIT_MILLIS) {
      offsetsCommittedMillis = nowMillis;
      isCommitting = true;
      consumer.commitAsync((offsets, failure) -> isCommitting = false);
    }
  }

  private void executeTask(ConsumerRecord<byte[], byte[]> record) {
    Task task;
    try {
      task = taskCodec.decode(record.value());
    } catch (SchemaException e) {
      skip(record, e);
      return;
    }
    lane(task.block().ledger(), task.lane()).execute(task, System.currentTimeMillis());
  }

  private void executeRequest(ConsumerRecord<byte[], byte[]> record) {
    ReexecutionRequest request;
    try {
      request = requestCodec.decode(record.value());
    } catch (SchemaException e) {
      skip(record, e);
      return;
    }
    metrics.requested(request);
    lane(request.ledger(), request.lane()).execute(request);
  }

  private void skip(ConsumerRecord<byte[], byte[]> record, SchemaException cause) {
    metrics.unreadable();
    LOG.warn(
        "skipping {}-{}@{}, which is no record that this release knows: {}",
        record.topic(),
        record.partition(),
        record.offset(),
        cause.getMessage());
  }

  private Lane lane(int ledger, int lane) {
    return lanes.computeIfAbsent(
        new LaneId(ledger, lane),
        id ->
            new Lane(
                ledger,
                lane,
                speculations.of(ledger),
                executor,
                remote,
                log,
                settings.lane(),
                this::publish));
  }

  private void publish(ResultBatch batch) {
    metrics.executed(batch);
    Future<RecordMetadata> _ =
        producer.send(
            new ProducerRecord<>(topics.results(), batch.ledger(), null, resultCodec.encode(batch)),
            (metadata, error) -> {
              if (error != null) {
                LOG.warn("results of block {} were lost: {}", batch.height(), error.toString());
              }
            });
  }

  private void commitOffsets() {
    try {
      producer.flush();
      consumer.commitSync(IDLE_POLL.multipliedBy(20));
    } catch (KafkaException e) {
      LOG.debug("offsets were not committed; tasks will come again", e);
    }
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    isAssigned = true;
    if (!partitions.isEmpty()) {
      LOG.info("assigned {}", partitions);
      speculations.forgetCommitted();
    }
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      lanes.keySet().removeIf(id -> id.lane() == partition.partition());
    }
    commitOffsets();
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      lanes.keySet().removeIf(id -> id.lane() == partition.partition());
    }
  }
}
