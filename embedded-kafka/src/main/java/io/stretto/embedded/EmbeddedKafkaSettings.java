package io.stretto.embedded;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where an embedded broker keeps its data and where it listens.
 *
 * @param dataDirectory where records, metadata and the version file live; created when missing
 * @param host the address that the broker binds to and tells its clients; default 127.0.0.1
 * @param port the broker's port, 0 to 65535; 0, the default, picks a free one at every start
 * @param brokerProperties Kafka's own broker settings, which win over those of this module
 */
public record EmbeddedKafkaSettings(
    Path dataDirectory, String host, int port, Map<String, String> brokerProperties) {

  /** Creates settings; throws {@link IllegalArgumentException} for a blank host or a wrong port. */
  public EmbeddedKafkaSettings {
    if (host.isBlank()) {
      throw new IllegalArgumentException("the host is blank");
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port " + port + " is not from 0 to 65535");
    }
    dataDirectory = dataDirectory.toAbsolutePath().normalize();
    brokerProperties = Map.copyOf(brokerProperties);
  }

  /** Settings with every default: a free port of 127.0.0.1, data in the given directory. */
  public static EmbeddedKafkaSettings in(Path dataDirectory) {
    return new EmbeddedKafkaSettings(dataDirectory, "127.0.0.1", 0, Map.of());
  }

  /** These settings with another port, 0 for a free one. */
  public EmbeddedKafkaSettings withPort(int newPort) {
    return new EmbeddedKafkaSettings(dataDirectory, host, newPort, brokerProperties);
  }

  /** These settings with another address to bind to and to tell clients. */
  public EmbeddedKafkaSettings withHost(String newHost) {
    return new EmbeddedKafkaSettings(dataDirectory, newHost, port, brokerProperties);
  }

  /** These settings with one more of Kafka's own broker settings. */
  public EmbeddedKafkaSettings withBrokerProperty(String name, String value) {
    Map<String, String> extended = new TreeMap<>(brokerProperties);
    extended.put(name, value);
    return new EmbeddedKafkaSettings(dataDirectory, host, port, extended);
  }
}
