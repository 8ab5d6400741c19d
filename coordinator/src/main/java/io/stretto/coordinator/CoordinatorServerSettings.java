package io.stretto.coordinator;

import io.stretto.protocol.Genesis;
import io.stretto.protocol.OrderPolicy;
import io.stretto.protocol.TransactionRules;
import io.stretto.service.kafka.ClusterSettings;
import io.stretto.service.settings.SettingsReader;
import java.util.Map;

/**
 * How a coordinator process works. The settings' names, defaults and meanings are in {@link
 * CoordinatorSetting}.
 *
 * @param cluster where Kafka is
 * @param group the consumer group that shares the ledgers out
 * @param coordinator how each ledger's coordinator works
 * @param httpHost where health and metrics are served
 * @param httpPort the port of that; 0 for a free one
 * @param instance the name of this process
 */
public record CoordinatorServerSettings(
    ClusterSettings cluster,
    String group,
    CoordinatorSettings coordinator,
    String httpHost,
    int httpPort,
    String instance) {

  private static final int GAS_SCHEDULE_VERSION = 1;

  /**
   * The settings given by name; what is not given has its default.
   *
   * @throws io.stretto.service.settings.InvalidSettingsException with every problem, not the first
   */
  public static CoordinatorServerSettings fromProperties(Map<String, String> properties) {
    SettingsReader reader = new SettingsReader(properties);
    ClusterSettings cluster = ClusterSettings.read(reader);
    CoordinatorServerSettings settings =
        new CoordinatorServerSettings(
            cluster,
            reader.text(CoordinatorSetting.GROUP),
            coordinator(reader, cluster.lanes()),
            reader.text(CoordinatorSetting.HTTP_HOST),
            reader.integer(CoordinatorSetting.HTTP_PORT, 0, 65_535),
            reader.text(CoordinatorSetting.INSTANCE));
    reader.refuseUnknown(CoordinatorSetting.PREFIX, CoordinatorSetting.values());
    reader.throwIfInvalid();
    return settings;
  }

  private static CoordinatorSettings coordinator(SettingsReader reader, int lanes) {
    Map<String, OrderPolicy> policies =
        Map.of(
            "arrival", OrderPolicy.ARRIVAL,
            "priority", OrderPolicy.PRIORITY,
            "hash", OrderPolicy.HASH);
    int dedupPositions = reader.integer(CoordinatorSetting.GENESIS_DEDUP_POSITIONS, 0, 1 << 24);
    return new CoordinatorSettings(
        lanes,
        reader.choice(CoordinatorSetting.ORDER, policies),
        new Genesis(dedupPositions, GAS_SCHEDULE_VERSION),
        reader.integer(CoordinatorSetting.BLOCK_TRANSACTIONS, 1, 65_536),
        reader.integer(CoordinatorSetting.BLOCK_BYTES, 1, 4 << 20),
        reader.number(CoordinatorSetting.BLOCK_GAS, 1, Long.MAX_VALUE),
        reader.number(CoordinatorSetting.BLOCK_DELAY_MILLIS, 0, 10_000),
        reader.integer(CoordinatorSetting.IN_FLIGHT_TRANSACTIONS, 1, 1_000_000),
        reader.integer(CoordinatorSetting.IN_FLIGHT_BLOCKS, 1, 1024),
        reader.integer(CoordinatorSetting.IN_FLIGHT_PARTIAL_BLOCKS, 1, 1024),
        reader.integer(CoordinatorSetting.PLACEMENT_KEYS, 1_000, 100_000_000),
        reader.number(CoordinatorSetting.PLACEMENT_SLACK_GAS, 0, Long.MAX_VALUE),
        reader.number(CoordinatorSetting.PLACEMENT_LANE_GAS, 1, Long.MAX_VALUE),
        reader.number(CoordinatorSetting.PREDICT_FIRST_GAS, 1, TransactionRules.GAS_LIMIT_MAXIMUM));
  }
}
