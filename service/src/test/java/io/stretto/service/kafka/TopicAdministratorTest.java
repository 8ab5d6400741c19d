package io.stretto.service.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import io.stretto.service.kafka.ClusterSetupException.Code;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class TopicAdministratorTest {

  @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();

  @TempDir private Path directory;

  @Test
  void createsEveryTopicAsDefined() throws Exception {
    ClusterSettings settings = BROKER.settings(Map.of("cluster.lanes", "3"));

    TopicAdministrator.ensure(settings);

    try (Admin admin = new KafkaClients(settings).admin("test", Duration.ofSeconds(20))) {
      for (TopicDefinition definition : TopicCatalog.definitions(settings)) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, definition.name());
        var description = admin.describeTopics(List.of(definition.name())).allTopicNames().get();
        var config = admin.describeConfigs(List.of(resource)).all().get().get(resource);

        assertThat(description.get(definition.name()).partitions())
            .hasSize(definition.partitions());
        definition
            .configs()
            .forEach((name, value) -> assertThat(config.get(name).value()).isEqualTo(value));
      }
    }
  }

  @Test
  void aProducersFirstBatchToEveryNewPartitionIsTakenAtOnce() throws Exception {
    ClusterSettings settings = BROKER.settings(Map.of("cluster.lanes", "200"));

    TopicAdministrator.ensure(settings);

    Map<String, Object> once = ClientProperties.producer(settings, "once");
    once.put("enable.idempotence", false);
    once.put("retries", 0);
    ByteArraySerializer bytes = new ByteArraySerializer();
    try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(once, bytes, bytes)) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (int lane = settings.lanes() - 1; lane >= 0; lane--) {
        sent.add(
            producer.send(
                new ProducerRecord<>(settings.topicNames().tasks(), lane, null, new byte[1])));
      }
      for (Future<RecordMetadata> record : sent) {
        assertThat(record.get().offset()).isZero();
      }
    }
  }

  @Test
  void topicsThatFitAreLeftAlone() throws Exception {
    ClusterSettings settings = BROKER.settings(Map.of());
    TopicAdministrator.ensure(settings);

    TopicAdministrator.ensure(settings);
  }

  @Test
  void manyProcessesMayStartAtOnce() throws Exception {
    ClusterSettings settings = BROKER.settings(Map.of());
    List<Future<?>> starts = new ArrayList<>();
    try (ExecutorService processes = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 6; i++) {
        starts.add(
            processes.submit(
                () -> {
                  TopicAdministrator.ensure(settings);
                  return null;
                }));
      }
    }
    for (Future<?> start : starts) {
      start.get();
    }
  }

  @Test
  void everyMisfitIsNamedWithARemedy() throws Exception {
    ClusterSettings settings = BROKER.settings(Map.of());
    TopicNames names = settings.topicNames();
    try (Admin admin = new KafkaClients(settings).admin("test", Duration.ofSeconds(20))) {
      admin
          .createTopics(
              List.of(
                  topic(names.tasks(), 4, Map.of("max.message.bytes", "1000")),
                  topic(names.results(), 2, Map.of("max.message.bytes", "20000000")),
                  topic(
                      names.blocks(),
                      1,
                      Map.of(
                          "cleanup.policy", "compact",
                          "retention.ms", "1000",
                          "retention.bytes", "5",
                          "unclean.leader.election.enable", "true",
                          "max.message.bytes", "16777216"))))
          .all()
          .get();
    }

    ClusterSetupException failure = failure(settings);

    assertThat(failure.code()).isEqualTo(Code.TOPICS_MISFIT);
    assertThat(failure.misfits())
        .extracting(TopicMisfit::topic, TopicMisfit::property)
        .containsExactlyInAnyOrder(
            tuple(names.tasks(), "partitions"),
            tuple(names.tasks(), "max.message.bytes"),
            tuple(names.results(), "partitions"),
            tuple(names.blocks(), "cleanup.policy"),
            tuple(names.blocks(), "retention.ms"),
            tuple(names.blocks(), "retention.bytes"),
            tuple(names.blocks(), "unclean.leader.election.enable"));
    assertThat(failure)
        .hasMessageContaining(
            names.tasks()
                + ": partitions is 4, and 8 is needed; set cluster.lanes to 4, or add partitions")
        .hasMessageContaining(
            names.results()
                + ": partitions is 2, and 1 is needed; set cluster.ledgers to 2, or use another"
                + " cluster.topic.prefix")
        .hasMessageContaining("--entity-name " + names.blocks() + " --add-config retention.ms=-1");
    try (Admin admin = new KafkaClients(settings).admin("test", Duration.ofSeconds(20))) {
      assertThat(admin.listTopics().names().get()).doesNotContain(names.transactions());
    }
  }

  @Test
  void moreCopiesThanBrokersAreRefused() {
    ClusterSetupException failure =
        failure(BROKER.settings(Map.of("cluster.replication.factor", "3")));

    assertThat(failure.code()).isEqualTo(Code.TOPIC_NOT_CREATED);
    assertThat(failure).hasMessageContaining("cluster.replication.factor");
  }

  @Test
  void noKafkaAtTheAddressIsSaidInTime() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    assertUnreachable("127.0.0.1:" + port);
  }

  @Test
  void aServerThatDoesNotAnswerIsSaidInTime() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
      assertUnreachable("127.0.0.1:" + silent.getLocalPort());
    }
  }

  @Test
  void anUnknownHostIsSaid() {
    assertUnreachable("no-such-host.invalid:9092");
  }

  @Test
  void clientPropertiesThatKafkaRefusesAreSaid() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("client"),
            "security.protocol=SSL\nssl.truststore.location=/nowhere.jks\n");

    ClusterSetupException failure =
        failure(BROKER.settings(Map.of("cluster.client.properties", file.toString())));

    assertThat(failure.code()).isEqualTo(Code.CLIENT_PROPERTIES_INVALID);
    assertThat(failure)
        .hasMessageContaining("/nowhere.jks")
        .hasMessageContaining("cluster.client.properties");
  }

  private static void assertUnreachable(String address) {
    long startNanos = System.nanoTime();
    ClusterSetupException failure =
        failure(
            ClusterSettings.fromProperties(
                Map.of(
                    "cluster.bootstrap.servers",
                    address,
                    "cluster.connect.timeout.millis",
                    "1000")));

    assertThat(failure.code()).isEqualTo(Code.KAFKA_UNREACHABLE);
    assertThat(failure)
        .hasMessageStartingWith("no Kafka answered at " + address + " within 1000 ms")
        .hasMessageContaining("cluster.bootstrap.servers");
    assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isLessThan(Duration.ofSeconds(8));
  }

  private static NewTopic topic(String name, int partitions, Map<String, String> configs) {
    return new NewTopic(name, partitions, (short) 1).configs(configs);
  }

  private static ClusterSetupException failure(ClusterSettings settings) {
    ClusterSetupException failure =
        catchThrowableOfType(
            ClusterSetupException.class, () -> TopicAdministrator.ensure(settings));
    assertThat(failure).isNotNull();
    return failure;
  }
}
