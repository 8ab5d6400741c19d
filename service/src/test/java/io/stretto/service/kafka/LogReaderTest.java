package io.stretto.service.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class LogReaderTest {

  @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();

  private static final Duration STALL_TIMEOUT = Duration.ofSeconds(20);

  private ClusterSettings settings;
  private KafkaClients clients;
  private TopicPartition partition;
  private LogReader reader;

  @BeforeEach
  void createTopics() throws Exception {
    settings = BROKER.settings(Map.of("cluster.ledgers", "2"));
    TopicAdministrator.ensure(settings);
    clients = new KafkaClients(settings);
    partition = new TopicPartition(settings.topicNames().transactions(), 1);
    reader = reader(IsolationLevel.READ_COMMITTED);
  }

  @AfterEach
  void closeReader() {
    reader.close();
  }

  @Test
  void anEmptyPartitionHasNoRecords() {
    assertThat(reader.beginningOffset(partition)).isZero();
    assertThat(reader.endOffset(partition)).isZero();
    assertThat(reader.last(partition, Optional::of)).isEmpty();
    assertThat(values(reader, 0)).isEmpty();
  }

  @Test
  void readsFromAnOffsetToTheEndAndAgainFromThere() throws Exception {
    produce(0, 5_000);

    List<Integer> read = new ArrayList<>();
    long next = reader.readToEnd(partition, 10, record -> read.add(number(record.value())));

    assertThat(next).isEqualTo(5_000);
    assertThat(read).hasSize(4_990).startsWith(10, 11).endsWith(4_999).isSorted();
    produce(5_000, 3);
    assertThat(values(reader, next)).containsExactly(5_000, 5_001, 5_002);
    assertThat(reader.last(partition, Optional::of).orElseThrow().offset()).isEqualTo(5_002);
  }

  @Test
  void theLastRecordIsTheLastOfThoseThatMeanSomething() throws Exception {
    produce(0, 200);

    assertThat(reader.last(partition, record -> multipleOf(150, record))).contains(150);
    assertThat(reader.last(partition, record -> multipleOf(50, record))).contains(150);
    assertThat(reader.last(partition, record -> multipleOf(1, record))).contains(199);
    assertThat(reader.last(partition, record -> Optional.empty())).isEmpty();
  }

  private static Optional<Integer> multipleOf(int factor, ConsumerRecord<byte[], byte[]> record) {
    return Optional.of(number(record.value())).filter(number -> number % factor == 0);
  }

  @Test
  void transactionMarkersAndAbortedRecordsArePassedOver() throws Exception {
    produce(0, 2);
    try (KafkaProducer<byte[], byte[]> producer = transactionalProducer()) {
      producer.beginTransaction();
      send(producer, List.of(2, 3));
      producer.commitTransaction();
      for (int i = 0; i < 20; i++) {
        abort(producer, 100 + i);
      }
    }

    assertThat(values(reader, 0)).containsExactly(0, 1, 2, 3);
    assertThat(number(reader.last(partition, Optional::of).orElseThrow().value())).isEqualTo(3);
    assertThat(reader.endOffset(partition)).isEqualTo(45);
    try (LogReader uncommitted = reader(IsolationLevel.READ_UNCOMMITTED)) {
      assertThat(number(uncommitted.last(partition, Optional::of).orElseThrow().value()))
          .isEqualTo(119);
      assertThat(values(uncommitted, 0)).hasSize(24);
    }
  }

  @Test
  void onlyMarkersMeanNoRecord() throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = transactionalProducer()) {
      abort(producer, 1);
    }

    assertThat(reader.last(partition, Optional::of)).isEmpty();
    assertThat(values(reader, 0)).isEmpty();
  }

  @Test
  void offsetsThatAreNotThereAreNamed() throws Exception {
    produce(0, 10);
    try (Admin admin = clients.admin("delete", STALL_TIMEOUT)) {
      admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(4))).all().get();
    }

    assertThat(reader.beginningOffset(partition)).isEqualTo(4);
    assertThat(values(reader, 4)).hasSize(6);
    assertThatThrownBy(() -> values(reader, 3))
        .isInstanceOf(OffsetNotInLogException.class)
        .hasMessageContaining("offset 3 of " + partition)
        .hasMessageContaining("4 to 10; records were deleted");
    assertThatThrownBy(() -> values(reader, 11))
        .isInstanceOf(OffsetNotInLogException.class)
        .hasMessageContaining("records were lost");
  }

  @Test
  void noKafkaMeansATimeout() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 9, InetAddress.getLoopbackAddress());
        LogReader stalled =
            new LogReader(
                new KafkaClients(ClusterSettings.at("127.0.0.1:" + silent.getLocalPort())),
                "stalled",
                IsolationLevel.READ_COMMITTED,
                Duration.ofMillis(300))) {
      assertThatThrownBy(() -> values(stalled, 0)).isInstanceOf(TimeoutException.class);
    }
  }

  private LogReader reader(IsolationLevel isolation) {
    return new LogReader(clients, "reader", isolation, STALL_TIMEOUT);
  }

  private List<Integer> values(LogReader from, long offset) {
    List<Integer> values = new ArrayList<>();
    from.readToEnd(partition, offset, record -> values.add(number(record.value())));
    return values;
  }

  private void produce(int first, int count) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = clients.producer("producer")) {
      send(producer, IntStream.range(first, first + count).boxed().toList());
    }
  }

  private void send(KafkaProducer<byte[], byte[]> producer, List<Integer> numbers)
      throws Exception {
    List<Future<RecordMetadata>> sent =
        numbers.stream().map(number -> producer.send(record(number))).toList();
    producer.flush();
    for (Future<RecordMetadata> each : sent) {
      each.get();
    }
  }

  private KafkaProducer<byte[], byte[]> transactionalProducer() {
    Map<String, Object> properties = new HashMap<>(ClientProperties.producer(settings, "tx"));
    properties.put("transactional.id", settings.topicNames().prefix());
    KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    producer.initTransactions();
    return producer;
  }

  private void abort(KafkaProducer<byte[], byte[]> producer, int number) throws Exception {
    producer.beginTransaction();
    send(producer, List.of(number));
    producer.abortTransaction();
  }

  private ProducerRecord<byte[], byte[]> record(int number) {
    byte[] value = ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    return new ProducerRecord<>(partition.topic(), partition.partition(), null, value);
  }

  private static int number(byte[] value) {
    return ByteBuffer.wrap(value).getInt();
  }
}
