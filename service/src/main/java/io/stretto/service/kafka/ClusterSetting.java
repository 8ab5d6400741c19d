package io.stretto.service.kafka;

import io.stretto.service.settings.Setting;
import io.stretto.service.settings.SettingDefinition;

/** The settings that all roles of a cluster share, with their names and defaults. */
public enum ClusterSetting implements Setting {
  /** Where Kafka is. */
  BOOTSTRAP_SERVERS(
      "bootstrap.servers",
      "localhost:9092",
      "Kafka's addresses, as host:port, separated by commas."),
  /** What the topics' names begin with. */
  TOPIC_PREFIX(
      "topic.prefix",
      TopicNames.DEFAULT_PREFIX,
      "What every topic's name begins with: 1 to 200 letters, digits, dots, underscores, hyphens."),
  /** The number of ledgers. */
  LEDGERS("ledgers", "1", "The number of independent ledgers, 1 to 10000."),
  /** The number of lanes. */
  LANES(
      "lanes",
      "8",
      "The number of lanes that execution spreads over, 1 to 10000; at most so many workers work."),
  /** The number of copies. */
  REPLICATION_FACTOR(
      "replication.factor",
      "-1",
      "How many brokers keep each record, 1 to 100; -1 leaves it to the brokers' own default."),
  /** How long what is consumed at once is kept. */
  RETENTION_SHORT_MILLIS(
      "retention.short.millis",
      "3600000",
      "How long tasks, results and reexecutions are kept, in milliseconds, at least 60000."),
  /** How long receipts are kept. */
  RETENTION_RECEIPTS_MILLIS(
      "retention.receipts.millis",
      "604800000",
      "How long receipts are kept, in milliseconds, at least 60000; -1 keeps them forever."),
  /** How long rejected records are kept. */
  RETENTION_REJECTED_MILLIS(
      "retention.rejected.millis",
      "604800000",
      "How long rejected records are kept, in milliseconds, at least 60000; -1 is forever."),
  /** How long to look for Kafka. */
  CONNECT_TIMEOUT_MILLIS(
      "connect.timeout.millis",
      "15000",
      "How long a starting role looks for Kafka and its topics, in milliseconds, 100 to 600000."),
  /** How long producers wait for a batch to fill. */
  PRODUCER_LINGER_MILLIS(
      "producer.linger.millis",
      "0",
      "How long producers wait for more records to send along, in milliseconds, 0 to 1000."),
  /** How producers compress. */
  PRODUCER_COMPRESSION(
      "producer.compression", "none", "How producers compress their batches: none or lz4."),
  /** Kafka's own client settings. */
  CLIENT_PROPERTIES(
      "client.properties",
      "",
      "A properties file with settings of Kafka's clients, such as those for TLS and SASL.");

  /** What the name of each of these settings begins with. */
  public static final String PREFIX = "cluster.";

  private final SettingDefinition definition;

  ClusterSetting(String name, String defaultValue, String description) {
    this.definition = new SettingDefinition(PREFIX + name, defaultValue, description);
  }

  @Override
  public SettingDefinition definition() {
    return definition;
  }
}
