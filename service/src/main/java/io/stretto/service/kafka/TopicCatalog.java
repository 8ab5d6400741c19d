package io.stretto.service.kafka;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The definitions of all topics of a cluster.
 *
 * <p>Timestamps are the broker's, so that no producer's wrong clock makes Kafka refuse a record or
 * delete it too early.
 */
public final class TopicCatalog {

  private static final int REPLICAS_FOR_TWO_IN_SYNC = 3;

  /** A segment is closed so many times in a short topic's retention, so that it can be deleted. */
  private static final int SHORT_SEGMENTS = 4;

  private TopicCatalog() {}

  /** The definition of every topic, in the order of the data's way. */
  public static List<TopicDefinition> definitions(ClusterSettings settings) {
    return Arrays.stream(Topic.values()).map(topic -> definition(settings, topic)).toList();
  }

  /** The definition of one topic. */
  public static TopicDefinition definition(ClusterSettings settings, Topic topic) {
    int partitions =
        switch (topic.spread()) {
          case LEDGERS -> settings.ledgers();
          case LANES -> settings.lanes();
        };
    return new TopicDefinition(
        topic, settings.topicNames().of(topic), partitions, configs(settings, topic));
  }

  private static Map<String, String> configs(ClusterSettings settings, Topic topic) {
    Map<String, String> configs = new HashMap<>();
    configs.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
    configs.put(TopicConfig.RETENTION_BYTES_CONFIG, "-1");
    configs.put(
        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
        String.valueOf(ClientProperties.MAXIMUM_RECORD_BYTES));
    configs.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
    configs.put(TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG, "false");
    if (settings.replicationFactor() >= REPLICAS_FOR_TWO_IN_SYNC) {
      configs.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "2");
    }
    configs.putAll(retention(settings.retention(), topic.keep()));
    return configs;
  }

  private static Map<String, String> retention(
      ClusterSettings.Retention retention, Topic.Keep keep) {
    long millis =
        switch (keep) {
          case FOREVER -> ClusterSettings.FOREVER_MILLIS;
          case SHORT -> retention.shortMillis();
          case RECEIPTS -> retention.receiptsMillis();
          case REJECTED -> retention.rejectedMillis();
        };
    Map<String, String> configs = new HashMap<>();
    configs.put(TopicConfig.RETENTION_MS_CONFIG, String.valueOf(millis));
    if (keep == Topic.Keep.SHORT) {
      configs.put(TopicConfig.SEGMENT_MS_CONFIG, String.valueOf(millis / SHORT_SEGMENTS));
    }
    return configs;
  }
}
