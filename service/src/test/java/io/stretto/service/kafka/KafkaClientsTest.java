package io.stretto.service.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class KafkaClientsTest {

  @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();

  private static final GroupSettings WORKERS =
      new GroupSettings("workers", GroupSettings.Start.EARLIEST, IsolationLevel.READ_UNCOMMITTED);

  @Test
  void producersAreConfiguredForSafetyThenSpeed() {
    ClusterSettings settings = ClusterSettings.at("localhost:9092");

    assertThat(ClientProperties.producer(settings, "me"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "bootstrap.servers",
                "localhost:9092",
                "client.id",
                "me",
                "acks",
                "all",
                "enable.idempotence",
                true,
                "linger.ms",
                0L,
                "batch.size",
                256 * 1024,
                "max.request.size",
                16 * 1024 * 1024,
                "buffer.memory",
                64L * 1024 * 1024,
                "compression.type",
                "none"));
  }

  @Test
  void groupConsumersAreConfiguredToShareLanesOut() {
    ClusterSettings settings = ClusterSettings.at("localhost:9092");
    Map<String, Object> expected = new HashMap<>();
    expected.put("bootstrap.servers", "localhost:9092");
    expected.put("client.id", "me");
    expected.put("fetch.min.bytes", 1);
    expected.put("fetch.max.bytes", 16 * 1024 * 1024);
    expected.put("max.partition.fetch.bytes", 8 * 1024 * 1024);
    expected.put("enable.auto.commit", false);
    expected.put("auto.offset.reset", "earliest");
    expected.put("isolation.level", "read_uncommitted");
    expected.put("group.id", "workers");
    expected.put("group.protocol", "consumer");
    expected.put("group.remote.assignor", "range");
    expected.put("max.poll.records", 500);

    assertThat(ClientProperties.groupConsumer(settings, "me", WORKERS))
        .containsExactlyInAnyOrderEntriesOf(expected);
    assertThat(ClientProperties.reader(settings, "me", IsolationLevel.READ_COMMITTED))
        .containsEntry("auto.offset.reset", "none")
        .containsEntry("isolation.level", "read_committed")
        .doesNotContainKey("group.id");
  }

  @Test
  void anOperatorMayTuneButNotUndoSafety() {
    ClusterSettings defaults = ClusterSettings.at("localhost:9092");
    ClusterSettings tuned =
        new ClusterSettings(
            defaults.bootstrapServers(),
            defaults.topicNames(),
            1,
            8,
            (short) -1,
            defaults.retention(),
            defaults.connectTimeout(),
            defaults.producerLinger(),
            Compression.LZ4,
            Map.of("batch.size", "1000", "acks", "0", "sasl.mechanism", "PLAIN"));

    assertThat(ClientProperties.producer(tuned, "me"))
        .containsEntry("batch.size", "1000")
        .containsEntry("sasl.mechanism", "PLAIN")
        .containsEntry("compression.type", "lz4")
        .containsEntry("acks", "all");
  }

  @Test
  void recordsUpToTheLimitPassInBothCompressions() throws Exception {
    byte[] large = new byte[16 * 1024 * 1024 - 1024];
    Arrays.fill(large, (byte) 3);
    for (String compression : List.of("none", "lz4")) {
      ClusterSettings settings =
          BROKER.settings(Map.of("cluster.producer.compression", compression));
      TopicAdministrator.ensure(settings);
      KafkaClients clients = new KafkaClients(settings);
      TopicPartition partition = new TopicPartition(settings.topicNames().blocks(), 0);
      try (KafkaProducer<byte[], byte[]> producer = clients.producer("large");
          LogReader reader =
              new LogReader(
                  clients, "reader", IsolationLevel.READ_COMMITTED, Duration.ofSeconds(20))) {
        producer.send(new ProducerRecord<>(partition.topic(), 0, null, large)).get();

        List<byte[]> values = new ArrayList<>();
        reader.readToEnd(partition, 0, record -> values.add(record.value()));
        assertThat(values).containsExactly(large);
      }
    }
  }

  @Test
  void membersGetTheSameLanesOfTasksAndReexecutions() throws Exception {
    ClusterSettings settings = BROKER.settings(Map.of());
    TopicAdministrator.ensure(settings);
    KafkaClients clients = new KafkaClients(settings);
    try (KafkaConsumer<byte[], byte[]> first = join(clients, settings, "first")) {
      awaitAllLanes(settings, first);
      try (KafkaConsumer<byte[], byte[]> second = join(clients, settings, "second")) {
        awaitHalves(settings, List.of(first, second));
      }
      awaitAllLanes(settings, first);
    }
  }

  @Test
  void aGroupGoesOnWhereItCommitted() throws Exception {
    ClusterSettings settings = BROKER.settings(Map.of("cluster.lanes", "1"));
    TopicAdministrator.ensure(settings);
    KafkaClients clients = new KafkaClients(settings);
    try (KafkaProducer<byte[], byte[]> producer = clients.producer("tasks")) {
      for (byte i = 0; i < 3; i++) {
        producer
            .send(new ProducerRecord<>(settings.topicNames().tasks(), 0, null, new byte[] {i}))
            .get();
      }
    }
    assertThat(pollOne(clients, settings).value()).containsExactly(0);
    assertThat(pollOne(clients, settings).value()).containsExactly(1);
  }

  private static ConsumerRecord<byte[], byte[]> pollOne(
      KafkaClients clients, ClusterSettings settings) {
    try (KafkaConsumer<byte[], byte[]> consumer = join(clients, settings, "goes-on")) {
      List<ConsumerRecord<byte[], byte[]>> polled = new ArrayList<>();
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(50)).forEach(polled::add);
                return !polled.isEmpty();
              });
      ConsumerRecord<byte[], byte[]> first = polled.getFirst();
      consumer.commitSync(
          Map.of(
              new TopicPartition(first.topic(), first.partition()),
              new OffsetAndMetadata(first.offset() + 1)));
      return first;
    }
  }

  private static KafkaConsumer<byte[], byte[]> join(
      KafkaClients clients, ClusterSettings settings, String clientId) {
    GroupSettings group =
        new GroupSettings(
            settings.topicNames().prefix() + "-workers",
            GroupSettings.Start.EARLIEST,
            IsolationLevel.READ_UNCOMMITTED);
    KafkaConsumer<byte[], byte[]> consumer = clients.groupConsumer(clientId, group);
    consumer.subscribe(
        List.of(settings.topicNames().tasks(), settings.topicNames().reexecutions()));
    return consumer;
  }

  private static void awaitHalves(
      ClusterSettings settings, List<KafkaConsumer<byte[], byte[]>> members) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              members.forEach(member -> member.poll(Duration.ofMillis(50)));
              List<Set<Integer>> tasks =
                  members.stream().map(m -> lanes(m, settings.topicNames().tasks())).toList();
              List<Set<Integer>> again =
                  members.stream()
                      .map(m -> lanes(m, settings.topicNames().reexecutions()))
                      .toList();
              assertThat(tasks).isEqualTo(again);
              assertThat(tasks).containsExactlyInAnyOrder(Set.of(0, 1, 2, 3), Set.of(4, 5, 6, 7));
            });
  }

  private static void awaitAllLanes(
      ClusterSettings settings, KafkaConsumer<byte[], byte[]> member) {
    Set<Integer> all = Set.of(0, 1, 2, 3, 4, 5, 6, 7);
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              member.poll(Duration.ofMillis(50));
              assertThat(lanes(member, settings.topicNames().tasks())).isEqualTo(all);
              assertThat(lanes(member, settings.topicNames().reexecutions())).isEqualTo(all);
            });
  }

  private static Set<Integer> lanes(KafkaConsumer<byte[], byte[]> member, String topic) {
    return member.assignment().stream()
        .filter(partition -> partition.topic().equals(topic))
        .map(TopicPartition::partition)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
