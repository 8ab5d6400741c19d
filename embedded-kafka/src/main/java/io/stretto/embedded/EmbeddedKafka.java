package io.stretto.embedded;

import io.stretto.embedded.EmbeddedKafkaException.Code;
import java.net.BindException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/**
 * A running Kafka of one node, broker and controller, in this JVM, with its data in a directory.
 *
 * <p>The data outlives the broker and a {@code kill -9} of its process; after a kill the next start
 * takes about 2 s more, until the controller gives the killed broker up. As any Kafka does, it ends
 * the process when its disk fails.
 */
public final class EmbeddedKafka implements AutoCloseable {

  private final KafkaRaftServer server;
  private final DataDirectory dataDirectory;
  private final String host;
  private final int port;
  private final AtomicBoolean isClosed = new AtomicBoolean();

  private EmbeddedKafka(
      KafkaRaftServer server, DataDirectory dataDirectory, String host, int port) {
    this.server = server;
    this.dataDirectory = dataDirectory;
    this.host = host;
    this.port = port;
  }

  /**
   * Starts a broker and returns when it serves clients, 1 to 5 s later.
   *
   * @throws EmbeddedKafkaException when the port or the directory cannot be used; nothing runs then
   */
  public static EmbeddedKafka start(EmbeddedKafkaSettings settings) {
    DataDirectory dataDirectory = DataDirectory.open(settings.dataDirectory());
    boolean isStarted = false;
    try {
      int port = LocalPorts.resolve(settings.host(), settings.port());
      KafkaRaftServer server = startServer(settings, dataDirectory.logDirectory(), port);
      isStarted = true;
      return new EmbeddedKafka(server, dataDirectory, settings.host(), port);
    } finally {
      if (!isStarted) {
        dataDirectory.close();
      }
    }
  }

  /** The address for clients, as host:port. */
  public String bootstrapServers() {
    return LocalPorts.address(host, port);
  }

  /** The broker's port, also where the settings left the choice open. */
  public int port() {
    return port;
  }

  /**
   * Stops the broker, its data flushed, and frees the port and the directory; repeats do nothing.
   */
  @Override
  public void close() {
    if (!isClosed.compareAndSet(false, true)) {
      return;
    }
    try {
      stop(server);
    } finally {
      dataDirectory.close();
    }
  }

  private static KafkaRaftServer startServer(
      EmbeddedKafkaSettings settings, Path logDirectory, int port) {
    List<Integer> chosen = new ArrayList<>(List.of(port));
    for (EmbeddedKafkaSettings.Listener listener : settings.otherListeners()) {
      chosen.add(LocalPorts.resolve(settings.host(), listener.port()));
    }
    int controllerPort = LocalPorts.findFree(BrokerProperties.CONTROLLER_HOST, chosen);
    Map<String, String> properties =
        BrokerProperties.build(settings, logDirectory, port, controllerPort);
    KafkaRaftServer server = null;
    try {
      server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
      server.startup();
      return server;
    } catch (RuntimeException e) {
      if (server != null) {
        stop(server);
      }
      throw explain(e, settings.host(), port);
    }
  }

  private static EmbeddedKafkaException explain(RuntimeException failure, String host, int port) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException) {
        return LocalPorts.portInUse(host, port, failure);
      }
    }
    return new EmbeddedKafkaException(
        Code.BROKER_FAILED,
        "the embedded Kafka did not start (" + failure + "); its log above says why",
        failure);
  }

  private static void stop(KafkaRaftServer server) {
    server.shutdown();
    server.awaitShutdown();
  }
}
