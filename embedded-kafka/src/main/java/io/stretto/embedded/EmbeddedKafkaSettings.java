package io.stretto.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where an embedded broker keeps its data and where it listens.
 *
 * @param dataDirectory where records, metadata and the version file live; created when missing
 * @param host the address that the broker binds to and tells its clients; default 127.0.0.1
 * @param port the broker's port, 0 to 65535; 0, the default, picks a free one at every start
 * @param otherListeners more ports, whose clients are told another address than they bind to
 * @param brokerProperties Kafka's own broker settings, which win over those of this module
 */
public record EmbeddedKafkaSettings(
    Path dataDirectory,
    String host,
    int port,
    List<Listener> otherListeners,
    Map<String, String> brokerProperties) {

  /**
   * One more port of the broker, on the same host, for clients that reach it under another address:
   * through a proxy, or from outside a container.
   *
   * @param port the port to listen on, 1 to 65535
   * @param advertisedHost the host that its clients are told
   * @param advertisedPort the port that its clients are told, 1 to 65535
   */
  public record Listener(int port, String advertisedHost, int advertisedPort) {

    /** Creates a listener; throws {@link IllegalArgumentException} for a wrong port or no host. */
    public Listener {
      if (advertisedHost.isBlank()) {
        throw new IllegalArgumentException("the advertised host is blank");
      }
      for (int each : new int[] {port, advertisedPort}) {
        if (each < 1 || each > 65_535) {
          throw new IllegalArgumentException("port " + each + " is not from 1 to 65535");
        }
      }
    }
  }

  /** Creates settings; throws {@link IllegalArgumentException} for a blank host or a wrong port. */
  public EmbeddedKafkaSettings {
    if (host.isBlank()) {
      throw new IllegalArgumentException("the host is blank");
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port " + port + " is not from 0 to 65535");
    }
    dataDirectory = dataDirectory.toAbsolutePath().normalize();
    otherListeners = List.copyOf(otherListeners);
    brokerProperties = Map.copyOf(brokerProperties);
  }

  /** Settings with every default: a free port of 127.0.0.1, data in the given directory. */
  public static EmbeddedKafkaSettings in(Path dataDirectory) {
    return new EmbeddedKafkaSettings(dataDirectory, "127.0.0.1", 0, List.of(), Map.of());
  }

  /** These settings with another port, 0 for a free one. */
  public EmbeddedKafkaSettings withPort(int newPort) {
    return new EmbeddedKafkaSettings(
        dataDirectory, host, newPort, otherListeners, brokerProperties);
  }

  /** These settings with another address to bind to and to tell clients. */
  public EmbeddedKafkaSettings withHost(String newHost) {
    return new EmbeddedKafkaSettings(
        dataDirectory, newHost, port, otherListeners, brokerProperties);
  }

  /** These settings with one more port. */
  public EmbeddedKafkaSettings withListener(Listener listener) {
    List<Listener> extended = new ArrayList<>(otherListeners);
    extended.add(listener);
    return new EmbeddedKafkaSettings(dataDirectory, host, port, extended, brokerProperties);
  }

  /** These settings with one more of Kafka's own broker settings. */
  public EmbeddedKafkaSettings withBrokerProperty(String name, String value) {
    Map<String, String> extended = new TreeMap<>(brokerProperties);
    extended.put(name, value);
    return new EmbeddedKafkaSettings(dataDirectory, host, port, otherListeners, extended);
  }
}
