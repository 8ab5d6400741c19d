package io.stretto.cli;

import io.stretto.service.kafka.ClusterSetting;
import io.stretto.service.kafka.ClusterSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What a {@code --config} file says.
 *
 * @param properties settings of the cluster and the roles, by full name
 * @param security what goes to Kafka's clients as it is
 */
public record Configuration(Map<String, String> properties, Map<String, String> security) {

  private static final String BOOTSTRAP = ClusterSetting.BOOTSTRAP_SERVERS.fullName();

  /** Copies both. */
  public Configuration {
    properties = Map.copyOf(properties);
    security = Map.copyOf(security);
  }

  /** Nothing said. */
  public static Configuration empty() {
    return new Configuration(Map.of(), Map.of());
  }

  /** Reads a file; throws {@link CommandException} naming the line's key that is not known. */
  public static Configuration read(Path file) {
    Map<String, String> properties = new TreeMap<>();
    Map<String, String> security = new TreeMap<>();
    Properties loaded = load(file);
    for (String name : loaded.stringPropertyNames()) {
      boolean isSecurity = isSecurity(name);
      if (!isSecurity && !isOurs(name)) {
        throw CommandException.usage(
            "--config "
                + file
                + ": there is no setting "
                + name
                + "; names begin with cluster., coordinator., worker., state., or with"
                + " security., ssl., sasl. for Kafka's clients");
      }
      (isSecurity ? security : properties).put(name, loaded.getProperty(name));
    }
    return new Configuration(properties, security);
  }

  /** Whether it says where Kafka is. */
  public boolean hasBootstrap() {
    return properties.containsKey(BOOTSTRAP);
  }

  /** The same with Kafka's address. */
  public Configuration withBootstrap(String address) {
    Map<String, String> extended = new HashMap<>(properties);
    extended.put(BOOTSTRAP, address);
    return new Configuration(extended, security);
  }

  /** The same, and what it does not say from elsewhere. */
  public Configuration withDefaults(Map<String, String> defaults) {
    Map<String, String> extended = new HashMap<>(defaults);
    extended.putAll(properties);
    return new Configuration(extended, security);
  }

  /** The settings of the cluster. */
  public ClusterSettings clusterSettings() {
    ClusterSettings read = ClusterSettings.fromProperties(properties);
    Map<String, String> client = new HashMap<>(read.clientProperties());
    client.putAll(security);
    return new ClusterSettings(
        read.bootstrapServers(),
        read.topicNames(),
        read.ledgers(),
        read.lanes(),
        read.replicationFactor(),
        read.retention(),
        read.connectTimeout(),
        read.producerLinger(),
        read.compression(),
        client);
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

  private static boolean isSecurity(String name) {
    return name.startsWith("security.") || name.startsWith("ssl.") || name.startsWith("sasl.");
  }

  private static boolean isOurs(String name) {
    return name.startsWith(ClusterSetting.PREFIX)
        || name.startsWith("coordinator.")
        || name.startsWith("worker.")
        || name.startsWith("state.");
  }
}
