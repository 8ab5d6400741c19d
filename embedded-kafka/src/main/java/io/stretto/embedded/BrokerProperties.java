package io.stretto.embedded;

import io.stretto.embedded.EmbeddedKafkaSettings.Listener;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * The broker's configuration: one node that is broker and controller, quick to start and notice.
 */
final class BrokerProperties {

  /** The only node's id. */
  static final int NODE_ID = 1;

  static final String CONTROLLER_LISTENER = "CONTROLLER";

  /** The controller is spoken to by its own broker alone. */
  static final String CONTROLLER_HOST = "127.0.0.1";

  private static final String MAXIMUM_RECORD_BYTES = String.valueOf(16 * 1024 * 1024);

  private BrokerProperties() {}

  /** Every setting, those of the user last. */
  static Map<String, String> build(
      EmbeddedKafkaSettings settings, Path logDirectory, int brokerPort, int controllerPort) {
    Map<String, String> properties = new HashMap<>();
    addNode(properties, logDirectory);
    addListeners(properties, settings, brokerPort, controllerPort);
    addSingleNodeTopics(properties);
    addRecordSizes(properties);
    addGroups(properties);
    addRestart(properties);
    properties.putAll(settings.brokerProperties());
    return properties;
  }

  private static void addNode(Map<String, String> properties, Path logDirectory) {
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", String.valueOf(NODE_ID));
    properties.put("log.dirs", logDirectory.toString());
    properties.put("auto.create.topics.enable", "false");
    properties.put("num.network.threads", "2");
    properties.put("num.io.threads", "4");
    properties.put("background.threads", "2");
    properties.put("log.cleaner.dedupe.buffer.size", String.valueOf(16 * 1024 * 1024));
  }

  private static void addListeners(
      Map<String, String> properties,
      EmbeddedKafkaSettings settings,
      int brokerPort,
      int controllerPort) {
    String broker = "PLAINTEXT://" + LocalPorts.address(settings.host(), brokerPort);
    String controller = LocalPorts.address(CONTROLLER_HOST, controllerPort);
    StringJoiner listeners = new StringJoiner(",").add(broker);
    StringJoiner advertised = new StringJoiner(",").add(broker);
    StringJoiner protocols = new StringJoiner(",").add("PLAINTEXT:PLAINTEXT");
    for (Listener listener : settings.otherListeners()) {
      String name = "PORT" + listener.port();
      listeners.add(name + "://" + LocalPorts.address(settings.host(), listener.port()));
      advertised.add(
          name + "://" + LocalPorts.address(listener.advertisedHost(), listener.advertisedPort()));
      protocols.add(name + ":PLAINTEXT");
    }
    listeners.add(CONTROLLER_LISTENER + "://" + controller);
    properties.put("listeners", listeners.toString());
    properties.put("advertised.listeners", advertised.toString());
    properties.put(
        "listener.security.protocol.map", protocols.add("CONTROLLER:PLAINTEXT").toString());
    properties.put("inter.broker.listener.name", "PLAINTEXT");
    properties.put("controller.listener.names", CONTROLLER_LISTENER);
    properties.put("controller.quorum.voters", NODE_ID + "@" + controller);
  }

  private static void addSingleNodeTopics(Map<String, String> properties) {
    for (String topic :
        List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
      properties.put(topic + ".replication.factor", "1");
      properties.put(topic + ".num.partitions", "1");
    }
    properties.put("transaction.state.log.min.isr", "1");
    properties.put("share.coordinator.state.topic.min.isr", "1");
    properties.put("default.replication.factor", "1");
    properties.put("min.insync.replicas", "1");
    properties.put("add.partitions.to.txn.retry.backoff.ms", "1");
  }

  private static void addRecordSizes(Map<String, String> properties) {
    properties.put("message.max.bytes", MAXIMUM_RECORD_BYTES);
    properties.put("replica.fetch.max.bytes", MAXIMUM_RECORD_BYTES);
    properties.put("replica.fetch.response.max.bytes", MAXIMUM_RECORD_BYTES);
  }

  /** A killed member is noticed in 3 s, whatever its group's protocol; new ones join at once. */
  private static void addGroups(Map<String, String> properties) {
    properties.put("group.initial.rebalance.delay.ms", "0");
    properties.put("group.min.session.timeout.ms", "1000");
    properties.put("group.streams.initial.rebalance.delay.ms", "0");
    for (String kind : List.of("consumer", "streams", "share")) {
      String prefix = "group." + kind + ".";
      properties.put(prefix + "min.session.timeout.ms", "1000");
      properties.put(prefix + "session.timeout.ms", "3000");
      properties.put(prefix + "min.heartbeat.interval.ms", "200");
      properties.put(prefix + "heartbeat.interval.ms", "500");
      properties.put(prefix + "assignment.interval.ms", "0");
    }
  }

  /** After a kill the old registration must expire before the broker is admitted again: 2 s. */
  private static void addRestart(Map<String, String> properties) {
    properties.put("broker.session.timeout.ms", "2000");
    properties.put("broker.heartbeat.interval.ms", "300");
  }
}
