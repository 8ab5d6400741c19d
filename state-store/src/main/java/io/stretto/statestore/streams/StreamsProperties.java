package io.stretto.statestore.streams;

import io.stretto.service.kafka.ClusterSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * What Kafka Streams is configured with. Its defaults add timers and favour throughput; here a
 * record is to leave at once. Exactly-once is not needed: everything is idempotent by position.
 *
 * @param applicationId the group's name, and what the changelog's name begins with
 * @param stateDirectory where the state is kept
 * @param applicationServer where this process serves state reads, as host:port
 * @param instanceId the name for static membership, if wanted
 * @param threads how many threads commit
 * @param standbyReplicas how many other processes keep a copy of each ledger's state
 * @param commitInterval how often consumed offsets are committed
 * @param sessionTimeout how long a process may be silent before its ledgers go to others
 * @param poll the longest wait for records, so that the clock is looked at
 */
public record StreamsProperties(
    String applicationId,
    Path stateDirectory,
    String applicationServer,
    Optional<String> instanceId,
    int threads,
    int standbyReplicas,
    Duration commitInterval,
    Duration sessionTimeout,
    Duration poll) {

  private static final int RECORD_BYTES = 16 << 20;
  private static final int PARTITION_FETCH_BYTES = 8 << 20;
  private static final int BATCH_BYTES = 256 << 10;
  private static final int DELIVERY_MILLIS = 600_000;
  private static final int HEARTBEATS_PER_SESSION = 4;
  private static final int ACCEPTABLE_LAG_BLOCKS = 100;

  /** All of Streams' properties for a cluster. */
  public Properties toProperties(ClusterSettings cluster) {
    Properties properties = new Properties();
    properties.putAll(cluster.clientProperties());
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, cluster.bootstrapServers());
    properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
    properties.put(StreamsConfig.APPLICATION_SERVER_CONFIG, applicationServer);
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
    properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, standbyReplicas);
    properties.put(StreamsConfig.ACCEPTABLE_RECOVERY_LAG_CONFIG, ACCEPTABLE_LAG_BLOCKS);
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitInterval.toMillis());
    properties.put(StreamsConfig.POLL_MS_CONFIG, poll.toMillis());
    properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
    properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, (int) cluster.replicationFactor());
    properties.put(StreamsConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    addProducer(properties, cluster);
    addConsumer(properties);
    return properties;
  }

  private static void addProducer(Properties properties, ClusterSettings cluster) {
    put(properties, "producer.", ProducerConfig.ACKS_CONFIG, "all");
    put(properties, "producer.", ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    put(
        properties,
        "producer.",
        ProducerConfig.LINGER_MS_CONFIG,
        cluster.producerLinger().toMillis());
    put(
        properties,
        "producer.",
        ProducerConfig.COMPRESSION_TYPE_CONFIG,
        cluster.compression().word());
    put(properties, "producer.", ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    put(properties, "producer.", ProducerConfig.MAX_REQUEST_SIZE_CONFIG, RECORD_BYTES);
    put(properties, "producer.", ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS);
  }

  private void addConsumer(Properties properties) {
    int session = Math.toIntExact(sessionTimeout.toMillis());
    put(properties, "main.consumer.", ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    put(properties, "main.consumer.", ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, session);
    put(
        properties,
        "main.consumer.",
        ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
        session / HEARTBEATS_PER_SESSION);
    put(properties, "consumer.", ConsumerConfig.FETCH_MAX_BYTES_CONFIG, RECORD_BYTES);
    put(
        properties,
        "consumer.",
        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
        PARTITION_FETCH_BYTES);
    instanceId.ifPresent(
        id -> put(properties, "main.consumer.", ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, id));
  }

  private static void put(Properties properties, String prefix, String name, Object value) {
    properties.put(prefix + name, value);
  }
}
