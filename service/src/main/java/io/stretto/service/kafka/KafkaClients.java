package io.stretto.service.kafka;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Makes Kafka clients with the settings that the roles rest on; keys and values are bytes.
 *
 * <p>The caller closes what it gets. Client ids show in Kafka's logs and metrics and should be
 * unique in a process.
 */
public final class KafkaClients {

  private final ClusterSettings settings;

  /** A factory for clients of one cluster; it opens no connection itself. */
  public KafkaClients(ClusterSettings settings) {
    this.settings = settings;
  }

  /**
   * A producer that loses and repeats nothing: all in-sync replicas acknowledge, and it is
   * idempotent. Records may have up to 16 MiB, their framing included.
   */
  public KafkaProducer<byte[], byte[]> producer(String clientId) {
    return new KafkaProducer<>(
        ClientProperties.producer(settings, clientId),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  /**
   * A consumer without a group, which is assigned its partitions and told where to begin; it throws
   * where an offset is not, or no longer, there.
   */
  public KafkaConsumer<byte[], byte[]> reader(String clientId, IsolationLevel isolation) {
    return consumer(ClientProperties.reader(settings, clientId, isolation));
  }

  /**
   * A consumer that shares partitions out with its group by the next-generation protocol. Topics
   * with the same number of partitions are shared out alike: a member that has partition 3 of one
   * has partition 3 of each. Offsets are committed by the caller alone.
   */
  public KafkaConsumer<byte[], byte[]> groupConsumer(String clientId, GroupSettings group) {
    return consumer(ClientProperties.groupConsumer(settings, clientId, group));
  }

  /** A client for topics and groups, whose calls give up after the given time. */
  public Admin admin(String clientId, Duration timeout) {
    return Admin.create(ClientProperties.admin(settings, clientId, timeout));
  }

  KafkaConsumer<byte[], byte[]> logReader(String clientId, IsolationLevel isolation) {
    return consumer(ClientProperties.logReader(settings, clientId, isolation));
  }

  private static KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> properties) {
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
