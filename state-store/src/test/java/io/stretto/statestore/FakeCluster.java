package io.stretto.statestore;

import io.stretto.protocol.Block;
import io.stretto.protocol.Commit;
import io.stretto.protocol.Receipt;
import io.stretto.protocol.ReexecutionRequest;
import io.stretto.protocol.ResultBatch;
import io.stretto.schemas.BlockCodec;
import io.stretto.schemas.CommitCodec;
import io.stretto.schemas.ReceiptBatchCodec;
import io.stretto.schemas.RecordCodec;
import io.stretto.schemas.ReexecutionRequestCodec;
import io.stretto.schemas.ResultBatchCodec;
import io.stretto.service.kafka.ClusterSettings;
import io.stretto.service.kafka.KafkaClients;
import io.stretto.service.kafka.LogReader;
import io.stretto.service.kafka.TopicNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Stands in for coordinator, workers and clients: writes their records and reads the answers. */
public final class FakeCluster implements AutoCloseable {

  private final TopicNames names;
  private final KafkaProducer<byte[], byte[]> producer;
  private final LogReader reader;
  private final BlockCodec blocks = new BlockCodec();
  private final ResultBatchCodec results = new ResultBatchCodec();
  private final int lanes;

  /** Connects to a cluster whose topics are there. */
  public FakeCluster(ClusterSettings settings) {
    KafkaClients clients = new KafkaClients(settings);
    names = settings.topicNames();
    lanes = settings.lanes();
    producer = clients.producer("fake-cluster");
    reader =
        new LogReader(
            clients, "fake-reader", IsolationLevel.READ_UNCOMMITTED, Duration.ofSeconds(20));
  }

  /** Publishes a block. */
  public void send(Block block) {
    send(names.blocks(), block.ledger(), blocks.encode(block));
  }

  /** Publishes results. */
  public void send(ResultBatch batch) {
    send(names.results(), batch.ledger(), results.encode(batch));
  }

  /** Publishes a block and plain results for all of it. */
  public void sendExecuted(Block block) {
    send(block);
    send(ChainBuilder.plainResults(block));
  }

  /** Publishes bytes that are no record of ours. */
  public void sendJunk(String topic, int partition) {
    send(topic, partition, new byte[] {1, 2, 3});
  }

  /** The topics' names. */
  public TopicNames names() {
    return names;
  }

  /** The commits of a ledger by height, the first of each. */
  public NavigableMap<Long, Commit> commits(int ledger) {
    NavigableMap<Long, Commit> commits = new TreeMap<>();
    for (Commit commit : read(names.commits(), ledger, new CommitCodec())) {
      commits.putIfAbsent(commit.height(), commit);
    }
    return commits;
  }

  /** The receipts of a ledger in the order of their records, repeats included. */
  public List<Receipt> receipts(int ledger) {
    return read(names.receipts(), ledger, new ReceiptBatchCodec()).stream()
        .flatMap(batch -> batch.receipts().stream())
        .toList();
  }

  /** The requests of all lanes. */
  public List<ReexecutionRequest> requests() {
    List<ReexecutionRequest> requests = new ArrayList<>();
    for (int lane = 0; lane < lanes; lane++) {
      requests.addAll(read(names.reexecutions(), lane, new ReexecutionRequestCodec()));
    }
    return requests;
  }

  /** How many records a partition has. */
  public long endOffset(String topic, int partition) {
    return reader.endOffset(new TopicPartition(topic, partition));
  }

  @Override
  public void close() {
    producer.close();
    reader.close();
  }

  private void send(String topic, int partition, byte[] value) {
    try {
      producer.send(new ProducerRecord<>(topic, partition, null, value)).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("could not send to " + topic, e);
    }
  }

  private <T> List<T> read(String topic, int partition, RecordCodec<T> codec) {
    List<T> records = new ArrayList<>();
    reader.readToEnd(
        new TopicPartition(topic, partition),
        0,
        record -> records.add(codec.decode(record.value())));
    return records;
  }
}
