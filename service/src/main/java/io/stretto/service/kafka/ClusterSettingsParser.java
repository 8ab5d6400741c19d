package io.stretto.service.kafka;

import io.stretto.service.settings.Setting;
import io.stretto.service.settings.SettingsReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Turns text into {@link ClusterSettings}; what is wrong goes to the reader. */
final class ClusterSettingsParser {

  private static final int MAXIMUM_PARTITIONS = 10_000;
  private static final int MAXIMUM_REPLICAS = 100;
  private static final int MINIMUM_RETENTION_MILLIS = 60_000;
  private static final int MAXIMUM_PORT = 65_535;
  private static final Pattern ADDRESS =
      Pattern.compile("(\\[[0-9a-fA-F:.%]+]|[^\\s:,]+):(\\d{1,5})");

  private final SettingsReader reader;

  private ClusterSettingsParser(SettingsReader reader) {
    this.reader = reader;
  }

  static ClusterSettings parse(SettingsReader reader) {
    return new ClusterSettingsParser(reader).parse();
  }

  private ClusterSettings parse() {
    reader.refuseUnknown(ClusterSetting.PREFIX, ClusterSetting.values());
    return new ClusterSettings(
        bootstrapServers(),
        topicNames(),
        count(ClusterSetting.LEDGERS),
        count(ClusterSetting.LANES),
        replicationFactor(),
        retention(),
        millis(ClusterSetting.CONNECT_TIMEOUT_MILLIS, 100, 600_000),
        millis(ClusterSetting.PRODUCER_LINGER_MILLIS, 0, 1_000),
        compression(),
        clientProperties());
  }

  private String bootstrapServers() {
    Setting setting = ClusterSetting.BOOTSTRAP_SERVERS;
    String servers = reader.text(setting);
    boolean isValid =
        Arrays.stream(servers.split(",", -1))
            .map(String::strip)
            .allMatch(ClusterSettingsParser::isAddress);
    if (!isValid) {
      reader.problem(setting, "give addresses as host:port, separated by commas");
    }
    return servers;
  }

  private static boolean isAddress(String text) {
    Matcher matcher = ADDRESS.matcher(text);
    if (!matcher.matches()) {
      return false;
    }
    int port = Integer.parseInt(matcher.group(2));
    return port >= 1 && port <= MAXIMUM_PORT;
  }

  private TopicNames topicNames() {
    Setting setting = ClusterSetting.TOPIC_PREFIX;
    String prefix = reader.text(setting);
    if (TopicNames.isValidPrefix(prefix)) {
      return new TopicNames(prefix);
    }
    reader.problem(setting, TopicNames.validPrefixes());
    return new TopicNames();
  }

  private int count(ClusterSetting setting) {
    return reader.integer(setting, 1, MAXIMUM_PARTITIONS);
  }

  private short replicationFactor() {
    Setting setting = ClusterSetting.REPLICATION_FACTOR;
    int factor = reader.integer(setting, -1, MAXIMUM_REPLICAS);
    if (factor == 0) {
      reader.problem(setting, "give at least 1, or -1 for the brokers' own default");
    }
    return (short) factor;
  }

  private ClusterSettings.Retention retention() {
    return new ClusterSettings.Retention(
        reader.number(
            ClusterSetting.RETENTION_SHORT_MILLIS, MINIMUM_RETENTION_MILLIS, Long.MAX_VALUE),
        millisOrForever(ClusterSetting.RETENTION_RECEIPTS_MILLIS),
        millisOrForever(ClusterSetting.RETENTION_REJECTED_MILLIS));
  }

  private long millisOrForever(ClusterSetting setting) {
    long millis = reader.number(setting, ClusterSettings.FOREVER_MILLIS, Long.MAX_VALUE);
    if (millis != ClusterSettings.FOREVER_MILLIS && millis < MINIMUM_RETENTION_MILLIS) {
      reader.problem(setting, "give at least " + MINIMUM_RETENTION_MILLIS + ", or -1 for ever");
    }
    return millis;
  }

  private Duration millis(ClusterSetting setting, int minimum, int maximum) {
    return Duration.ofMillis(reader.integer(setting, minimum, maximum));
  }

  private Compression compression() {
    Map<String, Compression> choices =
        Arrays.stream(Compression.values())
            .collect(Collectors.toMap(Compression::word, compression -> compression));
    return reader.choice(ClusterSetting.PRODUCER_COMPRESSION, choices);
  }

  private Map<String, String> clientProperties() {
    Setting setting = ClusterSetting.CLIENT_PROPERTIES;
    Map<String, String> properties = new TreeMap<>();
    if (!reader.text(setting).isEmpty()) {
      load(setting, properties);
      refuseReserved(setting, properties);
    }
    properties.putAll(reader.matching(ClusterSettings::isClientProperty));
    return properties;
  }

  private void load(Setting setting, Map<String, String> properties) {
    try (var content =
        Files.newBufferedReader(Path.of(reader.text(setting)), StandardCharsets.UTF_8)) {
      Properties loaded = new Properties();
      loaded.load(content);
      loaded.stringPropertyNames().forEach(name -> properties.put(name, loaded.getProperty(name)));
    } catch (IOException | IllegalArgumentException e) {
      reader.problem(setting, "cannot be read (" + e + "); give the path of a properties file");
    }
  }

  private void refuseReserved(Setting setting, Map<String, String> properties) {
    for (String name : properties.keySet()) {
      String remedy = ClientProperties.reservedRemedy(name);
      if (remedy != null) {
        reader.problem(setting, "remove " + name + " from the file: " + remedy);
      }
    }
  }
}
