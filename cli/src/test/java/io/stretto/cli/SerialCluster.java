package io.stretto.cli;

import io.stretto.cli.cluster.LocalCluster;
import io.stretto.cli.cluster.LocalClusterSettings;
import io.stretto.cli.cluster.Role;
import io.stretto.cli.cluster.Roles;
import io.stretto.embedded.EmbeddedKafka;
import io.stretto.embedded.EmbeddedKafkaSettings;
import io.stretto.oracle.SerialOracle;
import io.stretto.protocol.Block;
import io.stretto.protocol.ChainTip;
import io.stretto.protocol.Commit;
import io.stretto.protocol.Genesis;
import io.stretto.protocol.OrderPolicy;
import io.stretto.protocol.Receipt;
import io.stretto.protocol.ReceiptStatus;
import io.stretto.schemas.BlockCodec;
import io.stretto.schemas.CommitCodec;
import io.stretto.schemas.ReceiptBatch;
import io.stretto.schemas.ReceiptBatchCodec;
import io.stretto.service.kafka.ClusterSettings;
import io.stretto.service.kafka.KafkaClients;
import io.stretto.service.kafka.TopicAdministrator;
import io.stretto.wasm.ContractRuntime;
import io.stretto.wasm.ContractThreads;
import io.stretto.wasm.RecordExecutor;
import io.stretto.wasm.engine.EngineMode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * A real Kafka, one thread that orders, executes and commits what it reads, and one that tells the
 * state: the simplest thing that behaves like a cluster. What it commits can be falsified on the
 * way.
 */
public final class SerialCluster implements LocalCluster {

  private final EmbeddedKafka kafka;
  private final ClusterSettings settings;
  private final UnaryOperator<Receipt> falsifier;
  private final SerialOracle oracle =
      new SerialOracle(
          new RecordExecutor(new ContractRuntime(EngineMode.COMPILED)), RecordExecutor::priority);
  private final SerialState state = new SerialState();
  private final Thread thread;
  private volatile ChainTip tip = ChainTip.NONE;
  private volatile boolean isClosed;

  /** Starts one; the falsifier changes receipts after the digests were computed. */
  public SerialCluster(LocalClusterSettings wanted, UnaryOperator<Receipt> falsifier)
      throws InterruptedException {
    this.falsifier = falsifier;
    this.kafka = EmbeddedKafka.start(EmbeddedKafkaSettings.in(wanted.dataDirectory()));
    this.settings =
        ClusterSettings.fromProperties(
            Map.of("cluster.bootstrap.servers", kafka.bootstrapServers(), "cluster.lanes", "1"));
    TopicAdministrator.ensure(settings);
    this.thread = ContractThreads.factory("serial-cluster").newThread(this::run);
    thread.start();
  }

  /** What starts such clusters. */
  public static Roles roles(UnaryOperator<Receipt> falsifier) {
    return new Roles() {
      @Override
      public LocalCluster startLocalCluster(LocalClusterSettings wanted)
          throws InterruptedException {
        return new SerialCluster(wanted, falsifier);
      }

      @Override
      public void run(Role role, Map<String, String> properties) {
        throw new IllegalStateException("asked to be a " + role.word() + " at " + properties);
      }
    };
  }

  @Override
  public ClusterSettings settings() {
    return settings;
  }

  @Override
  public URI http() {
    return state.address();
  }

  /** The last block that was committed, as of some moment ago. */
  ChainTip tip() {
    return tip;
  }

  /** What tells the state. */
  SerialState state() {
    return state;
  }

  @Override
  public void close() {
    isClosed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    state.close();
    kafka.close();
  }

  private void run() {
    KafkaClients clients = new KafkaClients(settings);
    TopicPartition partition = new TopicPartition(settings.topicNames().transactions(), 0);
    try (KafkaConsumer<byte[], byte[]> consumer =
            clients.reader("serial", IsolationLevel.READ_COMMITTED);
        KafkaProducer<byte[], byte[]> producer = clients.producer("serial")) {
      consumer.assign(List.of(partition));
      consumer.seek(partition, 0);
      commit(new TreeMap<>(), new Genesis(1_000_000, 1), producer);
      while (!isClosed) {
        TreeMap<Long, byte[]> records = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(20))) {
          records.put(record.offset(), record.value());
        }
        if (!records.isEmpty()) {
          commit(records, null, producer);
        }
      }
    }
  }

  private void commit(
      SortedMap<Long, byte[]> records, Genesis genesis, KafkaProducer<byte[], byte[]> producer) {
    Block block = block(records, genesis);
    SerialOracle.Outcome outcome = oracle.apply(block, records);
    tip = oracle.tip();
    state.publish(block.height(), outcome.stateDigest(), oracle.state());
    send(producer, settings.topicNames().blocks(), new BlockCodec().encode(block));
    List<Receipt> told = outcome.receipts().stream().map(falsifier).toList();
    ReceiptBatch batch = new ReceiptBatch(0, block.height(), told);
    Commit commit =
        new Commit(
            0,
            block.height(),
            block.digest(),
            block.height(),
            oracle.tip(),
            counts(outcome.receipts()),
            outcome.stateDigest(),
            new Commit.Statistics(records.size() + 1, 1, 1, records.size() / 2));
    byte[] commitBytes = new CommitCodec().encode(commit);
    for (int repeat = 0; repeat < 2; repeat++) { // as after a restart
      send(producer, settings.topicNames().commits(), commitBytes);
      send(producer, settings.topicNames().receipts(), new ReceiptBatchCodec().encode(batch));
    }
  }

  private Block block(SortedMap<Long, byte[]> records, Genesis genesis) {
    long first = oracle.tip().nextOffset();
    int[] offsets = records.keySet().stream().mapToInt(offset -> (int) (offset - first)).toArray();
    return new Block(
        0,
        oracle.tip().height() + 1,
        oracle.tip().digest(),
        first,
        records.isEmpty() ? first : records.lastKey() + 1,
        oracle.tip().nextOrdinal(),
        1_000,
        OrderPolicy.ARRIVAL,
        genesis,
        offsets,
        IntStream.range(0, offsets.length).map(index -> 0).toArray());
  }

  private static Commit.Counts counts(List<Receipt> receipts) {
    List<Receipt> own = receipts.stream().filter(receipt -> !receipt.isDuplicate()).toList();
    return new Commit.Counts(
        count(own, ReceiptStatus.SUCCEEDED),
        count(own, ReceiptStatus.FAILED),
        count(own, ReceiptStatus.REJECTED),
        receipts.size() - own.size(),
        own.stream().mapToLong(Receipt::gasUsed).sum());
  }

  private static int count(List<Receipt> receipts, ReceiptStatus status) {
    return (int) receipts.stream().filter(receipt -> receipt.status() == status).count();
  }

  private static void send(KafkaProducer<byte[], byte[]> producer, String topic, byte[] value) {
    var _ = producer.send(new ProducerRecord<>(topic, 0, null, value));
  }
}
