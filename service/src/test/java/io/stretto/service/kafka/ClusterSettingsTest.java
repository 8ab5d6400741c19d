package io.stretto.service.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;

import io.stretto.service.settings.InvalidSettingsException;
import io.stretto.service.settings.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClusterSettingsTest {

  @TempDir private Path directory;

  @Test
  void everyNameAndDefaultIsAsDocumented() {
    Map<String, String> defaults =
        Arrays.stream(ClusterSetting.values())
            .collect(Collectors.toMap(Setting::fullName, Setting::defaultValue));

    assertThat(defaults)
        .containsOnly(
            entry("cluster.bootstrap.servers", "localhost:9092"),
            entry("cluster.topic.prefix", "stretto"),
            entry("cluster.ledgers", "1"),
            entry("cluster.lanes", "8"),
            entry("cluster.replication.factor", "-1"),
            entry("cluster.retention.short.millis", "3600000"),
            entry("cluster.retention.receipts.millis", "604800000"),
            entry("cluster.retention.rejected.millis", "604800000"),
            entry("cluster.connect.timeout.millis", "15000"),
            entry("cluster.producer.linger.millis", "0"),
            entry("cluster.producer.compression", "none"),
            entry("cluster.client.properties", ""));
    assertThat(ClusterSetting.values())
        .allMatch(setting -> !setting.definition().description().isBlank());
  }

  @Test
  void withoutPropertiesEveryDefaultApplies() {
    assertThat(ClusterSettings.fromProperties(Map.of()))
        .isEqualTo(
            new ClusterSettings(
                "localhost:9092",
                new TopicNames("stretto"),
                1,
                8,
                (short) -1,
                new ClusterSettings.Retention(3_600_000, 604_800_000, 604_800_000),
                Duration.ofSeconds(15),
                Duration.ZERO,
                Compression.NONE,
                Map.of()));
  }

  @Test
  void clientPropertiesMayStandBesideTheSettingsAndWinOverTheFile() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("client"), "ssl.protocol=TLSv1.2\nsasl.jaas.config=f\n");

    assertThat(
            ClusterSettings.fromProperties(
                    Map.of(
                        "cluster.client.properties",
                        file.toString(),
                        "security.protocol",
                        "SASL_SSL",
                        "sasl.jaas.config",
                        "given"))
                .clientProperties())
        .containsOnly(
            entry("ssl.protocol", "TLSv1.2"),
            entry("security.protocol", "SASL_SSL"),
            entry("sasl.jaas.config", "given"));
  }

  @Test
  void everySettingIsRead() throws IOException {
    Path file = Files.writeString(directory.resolve("client"), "security.protocol=SASL_SSL\n");
    Map<String, String> properties =
        Map.ofEntries(
            entry("cluster.bootstrap.servers", "one:9092, [::1]:9093"),
            entry("cluster.topic.prefix", "market"),
            entry("cluster.ledgers", "3"),
            entry("cluster.lanes", "64"),
            entry("cluster.replication.factor", "3"),
            entry("cluster.retention.short.millis", "60000"),
            entry("cluster.retention.receipts.millis", "-1"),
            entry("cluster.retention.rejected.millis", "70000"),
            entry("cluster.connect.timeout.millis", "500"),
            entry("cluster.producer.linger.millis", "2"),
            entry("cluster.producer.compression", "lz4"),
            entry("cluster.client.properties", file.toString()),
            entry("worker.threads", "not ours"));

    assertThat(ClusterSettings.fromProperties(properties))
        .isEqualTo(
            new ClusterSettings(
                "one:9092, [::1]:9093",
                new TopicNames("market"),
                3,
                64,
                (short) 3,
                new ClusterSettings.Retention(60_000, -1, 70_000),
                Duration.ofMillis(500),
                Duration.ofMillis(2),
                Compression.LZ4,
                Map.of("security.protocol", "SASL_SSL")));
  }

  @ParameterizedTest
  @CsvSource({
    "cluster.bootstrap.servers, localhost",
    "cluster.bootstrap.servers, 'localhost:9092,'",
    "cluster.bootstrap.servers, localhost:0",
    "cluster.bootstrap.servers, localhost:65536",
    "cluster.bootstrap.servers, ''",
    "cluster.topic.prefix, a/b",
    "cluster.topic.prefix, ''",
    "cluster.ledgers, 0",
    "cluster.ledgers, 10001",
    "cluster.lanes, many",
    "cluster.replication.factor, 0",
    "cluster.replication.factor, 101",
    "cluster.retention.short.millis, -1",
    "cluster.retention.receipts.millis, 0",
    "cluster.retention.rejected.millis, 59999",
    "cluster.connect.timeout.millis, 99",
    "cluster.producer.linger.millis, -1",
    "cluster.producer.compression, zip",
    "cluster.client.properties, /nowhere/client.properties",
    "cluster.lane, 8"
  })
  void aWrongValueIsReportedByName(String name, String value) {
    InvalidSettingsException failure = failure(Map.of(name, value));

    assertThat(failure.problems()).singleElement().asString().startsWith(name);
  }

  @Test
  void allProblemsAreReportedTogether() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("client"), "acks=0\nlinger.ms=5\nssl.protocol=TLSv1.3\n");

    InvalidSettingsException failure =
        failure(
            Map.of(
                "cluster.lanes", "0",
                "cluster.ledgers", "none",
                "cluster.client.properties", file.toString()));

    assertThat(failure.problems())
        .containsExactly(
            "cluster.ledgers = none: give a whole number from 1 to 10000",
            "cluster.lanes = 0: give a whole number from 1 to 10000",
            "cluster.client.properties = "
                + file
                + ": remove acks from the file: the roles rest on the value that they set",
            "cluster.client.properties = "
                + file
                + ": remove linger.ms from the file: give cluster.producer.linger.millis instead");
  }

  private static InvalidSettingsException failure(Map<String, String> properties) {
    InvalidSettingsException failure =
        catchThrowableOfType(
            InvalidSettingsException.class, () -> ClusterSettings.fromProperties(properties));
    assertThat(failure).isNotNull();
    return failure;
  }
}
