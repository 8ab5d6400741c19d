package io.stretto.bench;

import io.stretto.client.TransactionRequest;
import io.stretto.embedded.EmbeddedKafka;
import io.stretto.embedded.EmbeddedKafkaSettings;
import io.stretto.embedded.TemporaryDirectory;
import io.stretto.protocol.Transaction;
import io.stretto.schemas.TransactionCodec;
import io.stretto.service.kafka.ClusterSettings;
import io.stretto.service.kafka.KafkaClients;
import io.stretto.service.kafka.TopicAdministrator;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * The physical limit beside it: the same records, one a transaction, produced to one partition of
 * the same broker and consumed at the same time, once.
 */
public final class RawKafkaBenchmark {

  private static final Duration POLL = Duration.ofMillis(100);

  private final TransferWorkload workload;
  private final int transactions;
  private final int rounds;

  /** Prepares a run of so many rounds, each of so many records. */
  public RawKafkaBenchmark(TransferWorkload workload, int transactions, int rounds) {
    this.workload = workload;
    this.transactions = transactions;
    this.rounds = rounds;
  }

  /** Runs on a fresh broker, whose data is deleted at the end; gives records a second. */
  public Figures run() throws InterruptedException {
    try (TemporaryDirectory directory = TemporaryDirectory.create("stretto-bench");
        EmbeddedKafka kafka = EmbeddedKafka.start(EmbeddedKafkaSettings.in(directory.path()))) {
      ClusterSettings settings = ClusterSettings.at(kafka.bootstrapServers());
      TopicAdministrator.ensure(settings);
      return measure(settings);
    }
  }

  private Figures measure(ClusterSettings settings) throws InterruptedException {
    KafkaClients clients = new KafkaClients(settings);
    String topic = settings.topicNames().transactions();
    TopicPartition partition = new TopicPartition(topic, 0);
    double[] perSecond = new double[rounds];
    try (KafkaProducer<byte[], byte[]> producer = clients.producer("raw-producer");
        KafkaConsumer<byte[], byte[]> consumer =
            clients.reader("raw-consumer", IsolationLevel.READ_COMMITTED)) {
      consumer.assign(List.of(partition));
      consumer.seek(partition, 0);
      round(producer, consumer, topic);
      for (int round = 0; round < rounds; round++) {
        perSecond[round] = round(producer, consumer, topic);
      }
    }
    return Figures.of(perSecond);
  }

  private double round(
      KafkaProducer<byte[], byte[]> producer, KafkaConsumer<byte[], byte[]> consumer, String topic)
      throws InterruptedException {
    long start = System.nanoTime();
    Thread producing =
        Thread.ofPlatform().name("raw-producing").start(() -> produce(producer, topic));
    for (int consumed = 0; consumed < transactions; ) {
      consumed += consumer.poll(POLL).count();
    }
    producing.join();
    return transactions / ((System.nanoTime() - start) / 1e9);
  }

  private void produce(KafkaProducer<byte[], byte[]> producer, String topic) {
    TransactionCodec codec = new TransactionCodec();
    Random random = new Random(1);
    for (int i = 0; i < transactions; i++) {
      byte[] value = codec.encode(transaction(workload.transfer(random), i));
      Future<RecordMetadata> _ = producer.send(new ProducerRecord<>(topic, 0, null, value));
    }
    producer.flush();
  }

  private static Transaction transaction(TransactionRequest request, int number) {
    return new Transaction(
        "01a1fdbd7f4fe2f42490532cc2d8-" + number,
        request.sender(),
        request.kind(),
        request.contract(),
        request.function(),
        request.arguments(),
        request.gasLimit(),
        request.priority(),
        request.accessList());
  }
}
