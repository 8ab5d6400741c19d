package io.stretto.embedded;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka's clients reduced to what these tests do: create a topic, write to it, read all of it. */
final class TestClients {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private TestClients() {}

  static void createTopic(String bootstrapServers, String topic) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
    }
  }

  /** Where the broker tells clients of an address to find it. */
  static String advertisedAddress(String bootstrapServers) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      Node node = admin.describeCluster().nodes().get().iterator().next();
      return node.host() + ":" + node.port();
    }
  }

  /** Writes each value and returns when all are acknowledged. */
  static void produce(String bootstrapServers, String topic, List<byte[]> values) throws Exception {
    Map<String, Object> properties =
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "acks",
            "all",
            "max.request.size",
            16 * 1024 * 1024);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      var acknowledgements =
          values.stream().map(value -> producer.send(new ProducerRecord<>(topic, value))).toList();
      for (var acknowledgement : acknowledgements) {
        acknowledgement.get();
      }
    }
  }

  /** Every record's value in the only partition, in order. */
  static List<byte[]> consumeAll(String bootstrapServers, String topic) {
    Map<String, Object> properties = Map.of("bootstrap.servers", bootstrapServers);
    TopicPartition partition = new TopicPartition(topic, 0);
    List<byte[]> values = new ArrayList<>();
    long deadlineNanos = System.nanoTime() + TIMEOUT.toNanos();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition), TIMEOUT).get(partition);
      while (consumer.position(partition) < end && System.nanoTime() < deadlineNanos) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          values.add(record.value());
        }
      }
    }
    return values;
  }

  static List<byte[]> numberedValues(int count) {
    List<byte[]> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(("value " + i).getBytes(StandardCharsets.UTF_8));
    }
    return values;
  }
}
