package io.stretto.service.kafka;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * How one topic has to be.
 *
 * @param topic which of the topics
 * @param name its name in Kafka
 * @param partitions its number of partitions: the cluster's ledgers or lanes
 * @param configs Kafka's settings of the topic, by name
 */
public record TopicDefinition(
    Topic topic, String name, int partitions, Map<String, String> configs) {

  /** Copies the settings. */
  public TopicDefinition {
    configs = Map.copyOf(configs);
  }

  NewTopic toNewTopic(short replicationFactor) {
    Optional<Short> factor =
        replicationFactor == ClusterSettings.BROKERS_CHOICE
            ? Optional.empty()
            : Optional.of(replicationFactor);
    return new NewTopic(name, Optional.of(partitions), factor).configs(configs);
  }
}
