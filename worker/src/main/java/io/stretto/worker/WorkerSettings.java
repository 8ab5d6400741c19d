package io.stretto.worker;

import io.stretto.service.kafka.ClusterSettings;
import io.stretto.service.settings.SettingsReader;
import io.stretto.worker.speculate.LaneSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * How a worker works. The settings' names, defaults and meanings are in {@link WorkerSetting}.
 *
 * @param cluster where Kafka is
 * @param threads how many threads execute lanes
 * @param group the consumer group that shares the lanes out
 * @param stateAddresses the state-stores' addresses
 * @param cacheKeys how many committed values to keep
 * @param lane how lanes work
 * @param checkInterval each so many executions one is repeated on fresh instances; 0 for none
 * @param httpHost where health and metrics are served
 * @param httpPort the port of that; 0 for a free one
 * @param instance the name of this process
 */
public record WorkerSettings(
    ClusterSettings cluster,
    int threads,
    String group,
    List<String> stateAddresses,
    int cacheKeys,
    LaneSettings lane,
    int checkInterval,
    String httpHost,
    int httpPort,
    String instance) {

  /**
   * The settings given by name; what is not given has its default.
   *
   * @throws io.stretto.service.settings.InvalidSettingsException with every problem, not the first
   */
  public static WorkerSettings fromProperties(Map<String, String> properties) {
    SettingsReader reader = new SettingsReader(properties);
    WorkerSettings settings =
        new WorkerSettings(
            ClusterSettings.read(reader),
            reader.integer(WorkerSetting.THREADS, 1, 256),
            reader.text(WorkerSetting.GROUP),
            addresses(reader),
            reader.integer(WorkerSetting.CACHE_KEYS, 1_000, 100_000_000),
            new LaneSettings(
                reader.integer(WorkerSetting.BATCH_RESULTS, 1, 10_000),
                reader.number(WorkerSetting.BATCH_GAS, 1, Long.MAX_VALUE),
                reader.number(WorkerSetting.DEPENDENCY_WAIT_MILLIS, 0, 60_000)),
            reader.integer(WorkerSetting.CHECK_INTERVAL, 0, 1_000_000_000),
            reader.text(WorkerSetting.HTTP_HOST),
            reader.integer(WorkerSetting.HTTP_PORT, 0, 65_535),
            reader.text(WorkerSetting.INSTANCE));
    reader.refuseUnknown(WorkerSetting.PREFIX, WorkerSetting.values());
    reader.throwIfInvalid();
    return settings;
  }

  private static List<String> addresses(SettingsReader reader) {
    String text = reader.text(WorkerSetting.STATE_ADDRESSES);
    List<String> addresses =
        Arrays.stream(text.split(",")).map(String::strip).filter(a -> !a.isEmpty()).toList();
    boolean isWellFormed =
        !addresses.isEmpty() && addresses.stream().allMatch(a -> a.matches("[^:]+:\\d{1,5}"));
    if (!isWellFormed) {
      reader.problem(WorkerSetting.STATE_ADDRESSES, "give host:port, separated by commas");
    }
    return addresses;
  }
}
