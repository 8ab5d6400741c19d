package io.stretto.cli.command;

import io.stretto.cli.cluster.LocalCluster;
import io.stretto.service.kafka.ClusterSetting;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * What a running {@code stretto up} left in its data directory for other commands to find it by.
 *
 * @param properties the cluster's settings that differ by its start
 * @param http the state store's address, where it is known
 */
public record RunningCluster(Map<String, String> properties, Optional<URI> http) {

  /** The data directory where none is given. */
  public static final String DEFAULT_DIRECTORY = "data";

  private static final String FILE = "running.properties";
  private static final String HTTP = "http";

  /** What is left in a directory; nothing where no cluster runs with it. */
  public static Optional<RunningCluster> read(Path dataDirectory) {
    Path file = dataDirectory.resolve(FILE);
    if (!Files.isReadable(file)) {
      return Optional.empty();
    }
    Properties loaded = new Properties();
    try (BufferedReader content = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      loaded.load(content);
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
    Map<String, String> properties = new HashMap<>();
    for (String name : loaded.stringPropertyNames()) {
      if (name.startsWith(ClusterSetting.PREFIX)) {
        properties.put(name, loaded.getProperty(name));
      }
    }
    return Optional.of(new RunningCluster(properties, http(loaded.getProperty(HTTP))));
  }

  /** An address; nothing where there is none, or somebody has spoilt it. */
  private static Optional<URI> http(String left) {
    try {
      return Optional.ofNullable(left).map(URI::create);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Leaves a cluster's addresses in its data directory. */
  public static void write(Path dataDirectory, LocalCluster cluster) {
    Properties left = new Properties();
    left.setProperty(
        ClusterSetting.BOOTSTRAP_SERVERS.fullName(), cluster.settings().bootstrapServers());
    left.setProperty(
        ClusterSetting.TOPIC_PREFIX.fullName(), cluster.settings().topicNames().prefix());
    left.setProperty(
        ClusterSetting.LEDGERS.fullName(), String.valueOf(cluster.settings().ledgers()));
    left.setProperty(ClusterSetting.LANES.fullName(), String.valueOf(cluster.settings().lanes()));
    left.setProperty(HTTP, cluster.http().toString());
    try (Writer content =
        Files.newBufferedWriter(dataDirectory.resolve(FILE), StandardCharsets.UTF_8)) {
      left.store(content, "a running stretto up; removed when it ends");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + dataDirectory, e);
    }
  }

  /** Takes them away again. */
  public static void forget(Path dataDirectory) {
    try {
      Files.deleteIfExists(dataDirectory.resolve(FILE));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + dataDirectory, e);
    }
  }
}
