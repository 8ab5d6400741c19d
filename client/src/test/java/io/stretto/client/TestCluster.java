package io.stretto.client;

import io.stretto.embedded.EmbeddedKafka;
import io.stretto.embedded.EmbeddedKafkaSettings;
import io.stretto.service.kafka.ClusterSettings;
import io.stretto.service.kafka.TopicAdministrator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One broker for all tests of this module; each test class takes topics of its own. */
final class TestCluster implements BeforeAllCallback {

  private static EmbeddedKafka kafka;

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    synchronized (TestCluster.class) {
      if (kafka == null) {
        Path directory = Files.createTempDirectory("stretto-client-test");
        kafka = EmbeddedKafka.start(EmbeddedKafkaSettings.in(directory));
        Runtime.getRuntime().addShutdownHook(new Thread(kafka::close));
      }
    }
  }

  /** Settings with topics of their own, of two ledgers, which are created. */
  static ClusterSettings create(String topicPrefix) throws InterruptedException {
    ClusterSettings settings = settings(topicPrefix);
    TopicAdministrator.ensure(settings);
    return settings;
  }

  /** The same without creating anything. */
  static ClusterSettings settings(String topicPrefix) {
    return ClusterSettings.fromProperties(
        Map.of(
            "cluster.bootstrap.servers", kafka.bootstrapServers(),
            "cluster.topic.prefix", topicPrefix,
            "cluster.ledgers", "2",
            "cluster.lanes", "1",
            "cluster.connect.timeout.millis", "10000"));
  }
}
