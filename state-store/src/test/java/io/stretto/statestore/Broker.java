package io.stretto.statestore;

import io.stretto.embedded.EmbeddedKafka;
import io.stretto.embedded.EmbeddedKafkaSettings;
import io.stretto.embedded.TemporaryDirectory;
import io.stretto.service.kafka.ClusterSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One real broker for a test class; tests keep apart by their topics' prefixes. */
public final class Broker implements BeforeAllCallback, AfterAllCallback {

  private final AtomicInteger prefixes = new AtomicInteger();
  private TemporaryDirectory directory;
  private EmbeddedKafka kafka;

  @Override
  public void beforeAll(ExtensionContext context) {
    directory = TemporaryDirectory.create("stretto-state-store");
    kafka = EmbeddedKafka.start(EmbeddedKafkaSettings.in(directory.path()));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    kafka.close();
    directory.close();
  }

  /** Where the broker is. */
  public String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  /** Properties of a cluster of its own, with free ports and short timers. */
  public Map<String, String> properties() {
    Map<String, String> properties = new HashMap<>();
    properties.put("cluster.bootstrap.servers", kafka.bootstrapServers());
    properties.put("cluster.topic.prefix", "test" + prefixes.incrementAndGet());
    properties.put("cluster.lanes", "4");
    properties.put("state.grpc.port", "0");
    properties.put("state.http.port", "0");
    properties.put("state.commit.interval.millis", "50");
    return properties;
  }

  /** The cluster's settings among properties. */
  public static ClusterSettings cluster(Map<String, String> properties) {
    return ClusterSettings.fromProperties(properties);
  }

  /** Deletes a directory with all that is in it. */
  public static void delete(Path directory) throws IOException {
    TemporaryDirectory.deleteTree(directory);
  }
}
