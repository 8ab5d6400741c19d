package io.stretto.cli.command;

import io.stretto.cli.console.CommandException;
import io.stretto.coordinator.CoordinatorSetting;
import io.stretto.service.kafka.ClusterSetting;
import io.stretto.service.kafka.ClusterSettings;
import io.stretto.statestore.StateStoreSetting;
import io.stretto.worker.WorkerSetting;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What a {@code --config} file says.
 *
 * @param properties settings of the cluster, the roles and Kafka's clients, by full name
 */
public record Configuration(Map<String, String> properties) {

  private static final String BOOTSTRAP = ClusterSetting.BOOTSTRAP_SERVERS.fullName();

  private static final List<String> PREFIXES =
      List.of(
          ClusterSetting.PREFIX,
          CoordinatorSetting.PREFIX,
          WorkerSetting.PREFIX,
          StateStoreSetting.PREFIX);

  /** Copies them. */
  public Configuration {
    properties = Map.copyOf(properties);
  }

  /** Nothing said. */
  public static Configuration empty() {
    return new Configuration(Map.of());
  }

  /** Reads a file; throws {@link CommandException} naming the line's key that is not known. */
  public static Configuration read(Path file) {
    Map<String, String> properties = new TreeMap<>();
    Properties loaded = load(file);
    for (String name : loaded.stringPropertyNames()) {
      if (PREFIXES.stream().noneMatch(name::startsWith)
          && !ClusterSettings.isClientProperty(name)) {
        throw CommandException.usage(
            "--config "
                + file
                + ": there is no setting "
                + name
                + "; names begin with "
                + String.join(", ", PREFIXES)
                + ", or with security., ssl., sasl. for Kafka's clients");
      }
      properties.put(name, loaded.getProperty(name));
    }
    return new Configuration(properties);
  }

  /**
   * Reads a file for a cluster that has a Kafka of its own, without TLS and SASL; {@code null} says
   * nothing.
   */
  public static Configuration readForOwnKafka(Path file) {
    if (file == null) {
      return empty();
    }
    Configuration configuration = read(file);
    for (String name : new TreeMap<>(configuration.properties()).keySet()) {
      if (name.equals(BOOTSTRAP) || ClusterSettings.isClientProperty(name)) {
        throw CommandException.usage(
            "--config "
                + file
                + ": "
                + name
                + " is for a Kafka elsewhere, and this command starts its own; remove it");
      }
    }
    return configuration;
  }

  /** Whether it says where Kafka is. */
  public boolean hasBootstrap() {
    return properties.containsKey(BOOTSTRAP);
  }

  /** The same with Kafka's address. */
  public Configuration withBootstrap(String address) {
    Map<String, String> extended = new HashMap<>(properties);
    extended.put(BOOTSTRAP, address);
    return new Configuration(extended);
  }

  /** The same, and what it does not say from elsewhere. */
  public Configuration withDefaults(Map<String, String> defaults) {
    Map<String, String> extended = new HashMap<>(defaults);
    extended.putAll(properties);
    return new Configuration(extended);
  }

  /** The settings of the cluster. */
  public ClusterSettings clusterSettings() {
    return ClusterSettings.fromProperties(properties);
  }

  private static Properties load(Path file) {
    Properties loaded = new Properties();
    try (BufferedReader content = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      loaded.load(content);
      return loaded;
    } catch (NoSuchFileException e) {
      throw CommandException.usage("--config: there is no file " + file, e);
    } catch (IOException | IllegalArgumentException e) {
      throw CommandException.usage(
          "--config " + file + " is no properties file (" + e.getMessage() + ")", e);
    }
  }
}
