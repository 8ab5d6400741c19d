package io.stretto.client;

import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.Operation;
import io.stretto.protocol.OperationOutcome;
import io.stretto.protocol.Position;
import io.stretto.protocol.Receipt;
import io.stretto.protocol.ReceiptStatus;
import io.stretto.protocol.Transaction;
import io.stretto.schemas.DecodedTransaction;
import io.stretto.schemas.ReceiptBatch;
import io.stretto.schemas.ReceiptBatchCodec;
import io.stretto.schemas.TransactionCodec;
import io.stretto.service.kafka.ClusterSettings;
import io.stretto.service.kafka.KafkaClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Answers the transactions of one ledger: each poll is a block, each transaction succeeds and
 * returns its arguments, but for the function "fail". A repeated id gets the first one's receipt.
 */
final class FakeCommitter {

  private final ClusterSettings settings;
  private final int ledger;
  private final Map<String, Receipt> first = new HashMap<>();
  private final Thread thread;
  private volatile boolean isClosed;

  FakeCommitter(ClusterSettings settings, int ledger) {
    this.settings = settings;
    this.ledger = ledger;
    this.thread = Thread.ofPlatform().name("fake-committer").start(this::run);
  }

  void stop() throws InterruptedException {
    isClosed = true;
    thread.join();
  }

  private void run() {
    KafkaClients clients = new KafkaClients(settings);
    TopicPartition partition = new TopicPartition(settings.topicNames().transactions(), ledger);
    try (KafkaConsumer<byte[], byte[]> consumer =
            clients.reader("fake-committer", IsolationLevel.READ_COMMITTED);
        KafkaProducer<byte[], byte[]> producer = clients.producer("fake-committer")) {
      consumer.assign(List.of(partition));
      consumer.seek(partition, 0);
      for (long height = 1; !isClosed; height++) {
        answer(consumer.poll(Duration.ofMillis(20)), height, producer);
      }
    }
  }

  private void answer(
      ConsumerRecords<byte[], byte[]> records, long height, KafkaProducer<byte[], byte[]> to) {
    List<Receipt> receipts = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      receipts.add(receipt(record, new Position(height, receipts.size())));
    }
    if (!receipts.isEmpty()) {
      byte[] value = new ReceiptBatchCodec().encode(new ReceiptBatch(ledger, height, receipts));
      var _ = to.send(new ProducerRecord<>(settings.topicNames().receipts(), ledger, null, value));
    }
  }

  private Receipt receipt(ConsumerRecord<byte[], byte[]> record, Position position) {
    Transaction transaction =
        ((DecodedTransaction.Valid) new TransactionCodec().decode(record.value())).transaction();
    Receipt before = first.get(transaction.id());
    if (before != null) {
      return before.repeatedAt(position, record.offset(), 1);
    }
    boolean fails = transaction.function().equals("fail");
    Receipt receipt =
        new Receipt(
            transaction.id(),
            position,
            record.offset(),
            fails ? ReceiptStatus.FAILED : ReceiptStatus.SUCCEEDED,
            fails ? ErrorCode.PANIC : ErrorCode.NONE,
            fails ? "as asked" : "",
            7,
            transaction.arguments(),
            List.of(),
            transaction.isBundle() ? outcomes(transaction) : List.of(),
            Optional.empty(),
            1);
    first.put(transaction.id(), receipt);
    return receipt;
  }

  /** Each operation returns its arguments and uses as much gas as its place in the bundle. */
  private static List<OperationOutcome> outcomes(Transaction transaction) {
    List<OperationOutcome> outcomes = new ArrayList<>();
    for (Operation operation : transaction.operations()) {
      outcomes.add(
          new OperationOutcome(
              operation.mayFail() ? ErrorCode.PANIC : ErrorCode.NONE,
              "",
              outcomes.size(),
              operation.arguments()));
    }
    return outcomes;
  }
}
