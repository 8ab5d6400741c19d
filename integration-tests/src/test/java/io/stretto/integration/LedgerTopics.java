package io.stretto.integration;

import io.stretto.protocol.Commit;
import io.stretto.protocol.Position;
import io.stretto.protocol.Receipt;
import io.stretto.schemas.CommitCodec;
import io.stretto.schemas.ReceiptBatchCodec;
import io.stretto.schemas.RecordCodec;
import io.stretto.schemas.SchemaException;
import io.stretto.service.kafka.ClusterSettings;
import io.stretto.service.kafka.KafkaClients;
import io.stretto.service.kafka.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** What the topics of one ledger hold, from their beginning to their end. */
final class LedgerTopics {

  private static final Duration POLL = Duration.ofMillis(200);

  /** So many records of strangers may stand behind the last commit. */
  private static final int STRANGE_RECORDS = 10;

  private final ClusterSettings settings;
  private final int ledger;

  /** A block's commit and when its record was written. */
  record CommittedBlock(Commit commit, long timestampMillis) {}

  LedgerTopics(ClusterSettings settings, int ledger) {
    this.settings = settings;
    this.ledger = ledger;
  }

  /** All records of a topic. */
  List<ConsumerRecord<byte[], byte[]>> records(Topic topic) {
    TopicPartition partition = partition(topic);
    try (KafkaConsumer<byte[], byte[]> consumer = reader(partition)) {
      return read(consumer, partition, 0);
    }
  }

  /** The commits by height; of repeats the first. */
  List<CommittedBlock> commits() {
    SortedMap<Long, CommittedBlock> byHeight = new TreeMap<>();
    CommitCodec codec = new CommitCodec();
    for (var record : records(Topic.COMMITS)) {
      decode(codec, record)
          .ifPresent(
              commit ->
                  byHeight.putIfAbsent(
                      commit.height(), new CommittedBlock(commit, record.timestamp())));
    }
    return List.copyOf(byHeight.values());
  }

  /** The receipts by position; of repeats the first. */
  List<Receipt> receipts() {
    SortedMap<Position, Receipt> byPosition = new TreeMap<>();
    receiptsAsWritten().forEach(receipt -> byPosition.putIfAbsent(receipt.position(), receipt));
    return List.copyOf(byPosition.values());
  }

  /** The receipts in the order of their records, repeats included. */
  List<Receipt> receiptsAsWritten() {
    List<Receipt> receipts = new ArrayList<>();
    ReceiptBatchCodec codec = new ReceiptBatchCodec();
    for (var record : records(Topic.RECEIPTS)) {
      decode(codec, record).ifPresent(batch -> receipts.addAll(batch.receipts()));
    }
    return receipts;
  }

  /** A record of ours; nothing where a stranger wrote it. */
  private static <T> Optional<T> decode(
      RecordCodec<T> codec, ConsumerRecord<byte[], byte[]> record) {
    try {
      return Optional.of(codec.decode(record.value()));
    } catch (SchemaException e) {
      return Optional.empty();
    }
  }

  /** The offset after the last transaction. */
  long end() {
    TopicPartition partition = partition(Topic.TRANSACTIONS);
    try (KafkaConsumer<byte[], byte[]> consumer = reader(partition)) {
      return end(consumer, partition);
    }
  }

  /** The offset after the last transaction that is committed. */
  long committedEnd() {
    TopicPartition partition = partition(Topic.COMMITS);
    try (KafkaConsumer<byte[], byte[]> consumer = reader(partition)) {
      long end = end(consumer, partition);
      if (end == 0) {
        return 0;
      }
      long from = Math.max(0, end - STRANGE_RECORDS - 1);
      return read(consumer, partition, from).reversed().stream()
          .flatMap(record -> decode(new CommitCodec(), record).stream())
          .findFirst()
          .map(commit -> commit.tip().nextOffset())
          .orElse(0L);
    }
  }

  private TopicPartition partition(Topic topic) {
    return new TopicPartition(settings.topicNames().of(topic), ledger);
  }

  private KafkaConsumer<byte[], byte[]> reader(TopicPartition partition) {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaClients(settings)
            .reader("integration-" + partition, IsolationLevel.READ_UNCOMMITTED);
    consumer.assign(List.of(partition));
    return consumer;
  }

  private static long end(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition) {
    return consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
  }

  private static List<ConsumerRecord<byte[], byte[]>> read(
      KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, long from) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    long end = end(consumer, partition);
    consumer.seek(partition, from);
    while (consumer.position(partition) < end) {
      records.addAll(consumer.poll(POLL).records(partition));
    }
    return records;
  }
}
