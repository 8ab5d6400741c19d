package io.stretto.service.kafka;

import io.stretto.service.settings.SettingsReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Where a cluster's Kafka is and how its topics are laid out.
 *
 * @param bootstrapServers Kafka's addresses, as host:port, separated by commas
 * @param topicNames the topics' names
 * @param ledgers the number of independent ledgers, at least 1
 * @param lanes the number of lanes that execution spreads over, at least 1
 * @param replicationFactor how many brokers keep each record; -1 for the brokers' own default
 * @param retention how long the topics that are not kept forever are kept
 * @param connectTimeout how long to look for Kafka before giving up
 * @param producerLinger how long producers wait for more records to send along
 * @param compression how producers compress their batches
 * @param clientProperties settings for every Kafka client, such as those for TLS and SASL
 */
public record ClusterSettings(
    String bootstrapServers,
    TopicNames topicNames,
    int ledgers,
    int lanes,
    short replicationFactor,
    Retention retention,
    Duration connectTimeout,
    Duration producerLinger,
    Compression compression,
    Map<String, String> clientProperties) {

  /** The retention in milliseconds that keeps records forever. */
  public static final long FOREVER_MILLIS = -1;

  /** The replication factor that leaves the choice to the brokers. */
  public static final short BROKERS_CHOICE = -1;

  /**
   * How long records are kept, in milliseconds; -1 is forever.
   *
   * @param shortMillis for tasks, results and reexecutions
   * @param receiptsMillis for receipts
   * @param rejectedMillis for rejected records
   */
  public record Retention(long shortMillis, long receiptsMillis, long rejectedMillis) {}

  private static final List<String> CLIENT_PREFIXES = List.of("security.", "ssl.", "sasl.");

  /** Copies the client properties. */
  public ClusterSettings {
    clientProperties = Map.copyOf(clientProperties);
  }

  /** The defaults with the given addresses of Kafka. */
  public static ClusterSettings at(String bootstrapServers) {
    return fromProperties(Map.of(ClusterSetting.BOOTSTRAP_SERVERS.fullName(), bootstrapServers));
  }

  /**
   * Whether a setting of this name goes to every Kafka client as it is, as the lines of {@code
   * cluster.client.properties} do: those for TLS and SASL. It wins over that file.
   */
  public static boolean isClientProperty(String name) {
    return CLIENT_PREFIXES.stream().anyMatch(name::startsWith);
  }

  /**
   * The settings given by name; what is not given has its default. Names that neither begin with
   * "cluster." nor are {@linkplain #isClientProperty client properties} are ignored.
   *
   * @throws io.stretto.service.settings.InvalidSettingsException with every problem, not the first
   */
  public static ClusterSettings fromProperties(Map<String, String> properties) {
    SettingsReader reader = new SettingsReader(properties);
    ClusterSettings settings = ClusterSettingsParser.parse(reader);
    reader.throwIfInvalid();
    return settings;
  }

  /**
   * The settings as a reader finds them, whose other settings may be read as well before it is
   * asked for problems.
   */
  public static ClusterSettings read(SettingsReader reader) {
    return ClusterSettingsParser.parse(reader);
  }
}
