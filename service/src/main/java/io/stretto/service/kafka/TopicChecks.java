package io.stretto.service.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/** Compares a topic as it is with its definition; pure. */
final class TopicChecks {

  private TopicChecks() {}

  /** What does not fit: all of it, or nothing. */
  static List<TopicMisfit> misfits(
      TopicDefinition definition, int foundPartitions, Map<String, String> foundConfigs) {
    List<TopicMisfit> misfits = new ArrayList<>();
    if (foundPartitions != definition.partitions()) {
      misfits.add(partitionMisfit(definition, foundPartitions));
    }
    for (String config : checkedConfigs(definition.topic())) {
      String expected = definition.configs().get(config);
      String found = String.valueOf(foundConfigs.get(config));
      if (!fits(config, expected, found)) {
        misfits.add(configMisfit(definition, config, found));
      }
    }
    return misfits;
  }

  private static List<String> checkedConfigs(Topic topic) {
    List<String> configs = new ArrayList<>();
    configs.add(TopicConfig.CLEANUP_POLICY_CONFIG);
    configs.add(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
    if (topic.keep() == Topic.Keep.FOREVER) {
      configs.add(TopicConfig.RETENTION_MS_CONFIG);
      configs.add(TopicConfig.RETENTION_BYTES_CONFIG);
      configs.add(TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG);
    }
    return configs;
  }

  private static boolean fits(String config, String expected, String found) {
    if (config.equals(TopicConfig.MAX_MESSAGE_BYTES_CONFIG)) {
      return found.matches("\\d+") && Long.parseLong(found) >= Long.parseLong(expected);
    }
    return found.equals(expected);
  }

  private static TopicMisfit partitionMisfit(TopicDefinition definition, int found) {
    ClusterSetting setting =
        switch (definition.topic().spread()) {
          case LEDGERS -> ClusterSetting.LEDGERS;
          case LANES -> ClusterSetting.LANES;
        };
    String remedy = "set " + setting.fullName() + " to " + found + ", or ";
    remedy +=
        found < definition.partitions()
            ? "add partitions with kafka-topics --alter"
            : "use another " + ClusterSetting.TOPIC_PREFIX.fullName();
    return new TopicMisfit(
        definition.name(),
        "partitions",
        String.valueOf(definition.partitions()),
        String.valueOf(found),
        remedy);
  }

  private static TopicMisfit configMisfit(TopicDefinition definition, String config, String found) {
    String expected = definition.configs().get(config);
    String remedy =
        "run kafka-configs --alter --entity-type topics --entity-name "
            + definition.name()
            + " --add-config "
            + config
            + "="
            + expected;
    return new TopicMisfit(definition.name(), config, expected, found, remedy);
  }
}
