package io.stretto.statestore;

import io.stretto.service.kafka.ClusterSettings;
import io.stretto.service.settings.Setting;
import io.stretto.service.settings.SettingsReader;
import io.stretto.statestore.commit.CommitterSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns text into {@link StateStoreSettings}; what is wrong goes to the reader. */
final class StateStoreSettingsParser {

  private static final int MAXIMUM_PORT = 65_535;
  private static final int MAXIMUM_THREADS = 256;
  private static final int MAXIMUM_COUNT = 1_000_000;
  private static final int MAXIMUM_LATE_MILLIS = 600_000;
  private static final long MINIMUM_BYTES = 1 << 20;
  private static final Set<String> WILDCARDS = Set.of("0.0.0.0", "::", "[::]", "0:0:0:0:0:0:0:0");
  private static final Pattern APPLICATION_ID = Pattern.compile("[a-zA-Z0-9._-]{1,200}");
  private static final Pattern PEER =
      Pattern.compile("\\s*([^\\s,=]+:\\d{1,5})=([^\\s,=]+:\\d{1,5})\\s*");

  private final SettingsReader reader;

  StateStoreSettingsParser(SettingsReader reader) {
    this.reader = reader;
  }

  StateStoreSettings parse() {
    reader.refuseUnknown(StateStoreSetting.PREFIX, StateStoreSetting.values());
    ClusterSettings cluster = ClusterSettings.read(reader);
    String instanceId = reader.text(StateStoreSetting.INSTANCE_ID);
    return new StateStoreSettings(
        cluster,
        applicationId(cluster),
        directory(),
        addresses(),
        instanceId.isEmpty() ? Optional.empty() : Optional.of(instanceId),
        reader.integer(StateStoreSetting.STANDBY_REPLICAS, 0, 10),
        reader.integer(StateStoreSetting.THREADS, 1, MAXIMUM_THREADS),
        timing(),
        committer(cluster),
        rocks(),
        reads());
  }

  private String applicationId(ClusterSettings cluster) {
    String given = reader.text(StateStoreSetting.APPLICATION_ID);
    if (given.isEmpty()) {
      return cluster.topicNames().prefix() + ".state-store";
    }
    if (!APPLICATION_ID.matcher(given).matches()) {
      reader.problem(
          StateStoreSetting.APPLICATION_ID,
          "give 1 to 200 letters, digits, dots, underscores or hyphens");
    }
    return given;
  }

  private Path directory() {
    Setting setting = StateStoreSetting.DIRECTORY;
    try {
      return Path.of(reader.text(setting)).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      reader.problem(setting, "give the path of a directory");
      return Path.of(setting.defaultValue()).toAbsolutePath();
    }
  }

  private StateStoreSettings.Addresses addresses() {
    String grpcHost = reader.text(StateStoreSetting.GRPC_HOST);
    return new StateStoreSettings.Addresses(
        grpcHost,
        reader.integer(StateStoreSetting.GRPC_PORT, 0, MAXIMUM_PORT),
        reader.text(StateStoreSetting.HTTP_HOST),
        reader.integer(StateStoreSetting.HTTP_PORT, 0, MAXIMUM_PORT),
        advertisedHost(grpcHost),
        httpPeers());
  }

  private String advertisedHost(String grpcHost) {
    String given = reader.text(StateStoreSetting.ADVERTISED_HOST);
    if (!given.isEmpty()) {
      return given;
    }
    if (!WILDCARDS.contains(grpcHost)) {
      return grpcHost;
    }
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      reader.problem(
          StateStoreSetting.ADVERTISED_HOST,
          "give this machine's name, which cannot be found out (" + e.getMessage() + ")");
      return grpcHost;
    }
  }

  private Map<String, String> httpPeers() {
    Setting setting = StateStoreSetting.HTTP_PEERS;
    Map<String, String> peers = new TreeMap<>();
    if (reader.text(setting).isEmpty()) {
      return peers;
    }
    for (String pair : reader.text(setting).split(",", -1)) {
      Matcher matcher = PEER.matcher(pair);
      if (matcher.matches()) {
        peers.put(matcher.group(1), matcher.group(2));
      } else {
        reader.problem(setting, "give host:port=host:port, separated by commas");
      }
    }
    return peers;
  }

  private StateStoreSettings.Timing timing() {
    return new StateStoreSettings.Timing(
        millis(StateStoreSetting.COMMIT_INTERVAL_MILLIS, 10, 60_000),
        millis(StateStoreSetting.SESSION_TIMEOUT_MILLIS, 1_000, 300_000),
        millis(StateStoreSetting.TICK_MILLIS, 1, 1_000));
  }

  private CommitterSettings committer(ClusterSettings cluster) {
    return new CommitterSettings(
        cluster.lanes(),
        reader.integer(StateStoreSetting.LOOK_AHEAD_POSITIONS, 1, MAXIMUM_COUNT),
        reader.integer(StateStoreSetting.SET_ASIDE_BATCHES, 0, MAXIMUM_COUNT),
        reader.integer(StateStoreSetting.LATE_MINIMUM_MILLIS, 1, MAXIMUM_LATE_MILLIS),
        reader.integer(StateStoreSetting.LATE_INITIAL_MILLIS, 1, MAXIMUM_LATE_MILLIS),
        reader.integer(StateStoreSetting.LATE_MAXIMUM_MILLIS, 1, MAXIMUM_LATE_MILLIS));
  }

  private RocksSettings rocks() {
    return new RocksSettings(
        bytes(StateStoreSetting.VALUE_CACHE_BYTES),
        bytes(StateStoreSetting.BLOCK_CACHE_BYTES),
        bytes(StateStoreSetting.MEMTABLE_BYTES));
  }

  private StateStoreSettings.Reads reads() {
    return new StateStoreSettings.Reads(
        reader.integer(StateStoreSetting.READ_THREADS, 1, MAXIMUM_THREADS),
        reader.integer(StateStoreSetting.VIEW_THREADS, 1, MAXIMUM_THREADS),
        reader.number(StateStoreSetting.VIEW_GAS_LIMIT, 1, Long.MAX_VALUE));
  }

  private long bytes(StateStoreSetting setting) {
    return reader.number(setting, MINIMUM_BYTES, Long.MAX_VALUE);
  }

  private Duration millis(StateStoreSetting setting, int minimum, int maximum) {
    return Duration.ofMillis(reader.integer(setting, minimum, maximum));
  }
}
