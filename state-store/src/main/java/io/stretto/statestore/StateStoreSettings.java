package io.stretto.statestore;

import io.stretto.service.kafka.ClusterSettings;
import io.stretto.service.settings.SettingsReader;
import io.stretto.statestore.commit.CommitterSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What a state store is started with.
 *
 * @param cluster where Kafka is and how the topics are laid out
 * @param applicationId the group's name and the changelog's
 * @param directory where the state is kept
 * @param addresses where it is reached
 * @param instanceId the name for static membership, if wanted
 * @param standbyReplicas how many other processes keep a copy of each ledger
 * @param threads how many threads commit
 * @param timing its timers
 * @param committer how committers decide
 * @param rocks how much memory a ledger's state may use
 * @param reads how reads and view calls are served
 */
public record StateStoreSettings(
    ClusterSettings cluster,
    String applicationId,
    Path directory,
    Addresses addresses,
    Optional<String> instanceId,
    int standbyReplicas,
    int threads,
    Timing timing,
    CommitterSettings committer,
    RocksSettings rocks,
    Reads reads) {

  /**
   * Where a state store is reached.
   *
   * @param grpcHost the address to serve state reads on
   * @param grpcPort its port; 0 for any free one
   * @param httpHost the address to serve queries on
   * @param httpPort its port; 0 for any free one
   * @param advertisedHost the host under which others reach it
   * @param httpPeers where others serve queries, by where they serve state reads
   */
  public record Addresses(
      String grpcHost,
      int grpcPort,
      String httpHost,
      int httpPort,
      String advertisedHost,
      Map<String, String> httpPeers) {}

  /**
   * The timers.
   *
   * @param commitInterval how often consumed offsets are committed
   * @param sessionTimeout how long a process may be silent
   * @param tick how often the clock is looked at
   */
  public record Timing(Duration commitInterval, Duration sessionTimeout, Duration tick) {}

  /**
   * How reads are served.
   *
   * @param readThreads threads for state reads
   * @param viewThreads threads for view calls
   * @param viewGasLimit the most gas of a view call
   */
  public record Reads(int readThreads, int viewThreads, long viewGasLimit) {}

  /**
   * The settings given by name, those of the cluster included; what is not given has its default.
   * Names that begin neither with "state." nor with "cluster." are ignored.
   *
   * @throws io.stretto.service.settings.InvalidSettingsException with every problem, not the first
   */
  public static StateStoreSettings fromProperties(Map<String, String> properties) {
    SettingsReader reader = new SettingsReader(properties);
    StateStoreSettings settings = read(reader);
    reader.throwIfInvalid();
    return settings;
  }

  /**
   * The settings as a reader finds them, whose other settings may be read as well before it is
   * asked for problems.
   */
  public static StateStoreSettings read(SettingsReader reader) {
    return new StateStoreSettingsParser(reader).parse();
  }
}
