package io.stretto.service.kafka;

import io.stretto.embedded.EmbeddedKafka;
import io.stretto.embedded.EmbeddedKafkaSettings;
import io.stretto.embedded.TemporaryDirectory;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One real broker for a test class; tests keep apart by their topics' prefixes. */
final class BrokerExtension implements BeforeAllCallback, AfterAllCallback {

  private final AtomicInteger prefixes = new AtomicInteger();
  private TemporaryDirectory directory;
  private EmbeddedKafka kafka;

  @Override
  public void beforeAll(ExtensionContext context) {
    directory = TemporaryDirectory.create("stretto-service");
    kafka = EmbeddedKafka.start(EmbeddedKafkaSettings.in(directory.path()));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    kafka.close();
    directory.close();
  }

  String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  /** Settings for this broker with a topic prefix of their own, and the given ones. */
  ClusterSettings settings(Map<String, String> properties) {
    Map<String, String> all = new HashMap<>();
    all.put("cluster.bootstrap.servers", kafka.bootstrapServers());
    all.put("cluster.topic.prefix", "test" + prefixes.incrementAndGet());
    all.putAll(properties);
    return ClusterSettings.fromProperties(all);
  }
}
