package io.stretto.service.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.IsolationLevel;

/**
 * What our Kafka clients are configured with.
 *
 * <p>In three layers, later ones winning: defaults for speed, which an operator may change; the
 * operator's client properties; and what correctness rests on, which nobody may change.
 */
final class ClientProperties {

  /** The largest record that any topic, producer or consumer deals with, in bytes. */
  static final int MAXIMUM_RECORD_BYTES = 16 * 1024 * 1024;

  private static final int BATCH_BYTES = 256 * 1024;
  private static final long BUFFER_BYTES = 64L * 1024 * 1024;
  private static final int PARTITION_FETCH_BYTES = 8 * 1024 * 1024;

  private static final int LOG_READER_WAIT_MILLIS = 5;

  private static final String ROLES_DECIDE = "the roles rest on the value that they set";

  private static final Set<String> OURS =
      Set.of(
          ProducerConfig.ACKS_CONFIG,
          ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
          ProducerConfig.TRANSACTIONAL_ID_CONFIG,
          ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
          ProducerConfig.CLIENT_ID_CONFIG,
          ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
          ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
          ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
          ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
          ConsumerConfig.GROUP_ID_CONFIG,
          ConsumerConfig.GROUP_PROTOCOL_CONFIG,
          ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG,
          ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
          ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
          ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
          ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
          ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
          ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
          ConsumerConfig.ISOLATION_LEVEL_CONFIG);

  private static final Map<String, ClusterSetting> OUR_SETTINGS =
      Map.of(
          ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, ClusterSetting.BOOTSTRAP_SERVERS,
          ProducerConfig.LINGER_MS_CONFIG, ClusterSetting.PRODUCER_LINGER_MILLIS,
          ProducerConfig.COMPRESSION_TYPE_CONFIG, ClusterSetting.PRODUCER_COMPRESSION);

  private ClientProperties() {}

  /** What to do instead of giving this client property, or null where it may be given. */
  static String reservedRemedy(String name) {
    ClusterSetting setting = OUR_SETTINGS.get(name);
    if (setting != null) {
      return "give " + setting.fullName() + " instead";
    }
    return OURS.contains(name) ? ROLES_DECIDE : null;
  }

  static Map<String, Object> producer(ClusterSettings settings, String clientId) {
    Map<String, Object> properties = new HashMap<>();
    properties.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
    addCommon(properties, settings, clientId);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAXIMUM_RECORD_BYTES);
    properties.put(ProducerConfig.LINGER_MS_CONFIG, settings.producerLinger().toMillis());
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, settings.compression().word());
    return properties;
  }

  /** A consumer that is told its partitions and offsets, and fails where an offset is not there. */
  static Map<String, Object> reader(
      ClusterSettings settings, String clientId, IsolationLevel isolation) {
    Map<String, Object> properties = new HashMap<>();
    properties.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
    properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, MAXIMUM_RECORD_BYTES);
    properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, PARTITION_FETCH_BYTES);
    addCommon(properties, settings, clientId);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    properties.put(
        ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation.name().toLowerCase(Locale.ROOT));
    return properties;
  }

  /**
   * A reader that never waits for records to come. Without this, what it asked for ahead at the end
   * of a partition would hold up its next read for half a second.
   */
  static Map<String, Object> logReader(
      ClusterSettings settings, String clientId, IsolationLevel isolation) {
    Map<String, Object> properties = reader(settings, clientId, isolation);
    properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, LOG_READER_WAIT_MILLIS);
    return properties;
  }

  /** A consumer that shares topics out with its group: the same partitions of each topic. */
  static Map<String, Object> groupConsumer(
      ClusterSettings settings, String clientId, GroupSettings group) {
    Map<String, Object> properties = reader(settings, clientId, group.isolation());
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, group.groupId());
    properties.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "consumer");
    properties.put(ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG, "range");
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, group.start().word());
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, group.pollRecords());
    return properties;
  }

  /** A client that gives up after the given time. */
  static Map<String, Object> admin(ClusterSettings settings, String clientId, Duration timeout) {
    Map<String, Object> properties = new HashMap<>();
    addCommon(properties, settings, clientId);
    int timeoutMillis = Math.toIntExact(timeout.toMillis());
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeoutMillis);
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, timeoutMillis);
    return properties;
  }

  private static void addCommon(
      Map<String, Object> properties, ClusterSettings settings, String clientId) {
    properties.putAll(settings.clientProperties());
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
    properties.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
  }
}
