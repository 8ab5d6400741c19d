package io.stretto.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class EmbeddedKafkaTest {

  private static final String TOPIC = "records";
  private static final int LARGE_VALUE_BYTES = 16 * 1024 * 1024 - 1024;

  @TempDir private Path directory;

  @Test
  void servesRecordsOfAlmostSixteenMebibytes() throws Exception {
    byte[] large = new byte[LARGE_VALUE_BYTES];
    Arrays.fill(large, (byte) 7);
    try (EmbeddedKafka kafka = EmbeddedKafka.start(EmbeddedKafkaSettings.in(directory))) {
      TestClients.createTopic(kafka.bootstrapServers(), TOPIC);
      TestClients.produce(kafka.bootstrapServers(), TOPIC, List.of(new byte[] {1}, large));

      assertThat(TestClients.consumeAll(kafka.bootstrapServers(), TOPIC))
          .containsExactly(new byte[] {1}, large);
    }
  }

  /** Another name of the same address: clients go where they are told, so somebody has to serve. */
  @Test
  void clientsOfAnotherPortAreToldTheAddressOfThatPort() throws Exception {
    int port = LocalPorts.free("127.0.0.1", 1).getFirst();
    EmbeddedKafkaSettings settings =
        EmbeddedKafkaSettings.in(directory)
            .withListener(new EmbeddedKafkaSettings.Listener(port, "localhost", port));
    try (EmbeddedKafka kafka = EmbeddedKafka.start(settings)) {
      assertThat(TestClients.advertisedAddress(kafka.bootstrapServers()))
          .isEqualTo(kafka.bootstrapServers());
      assertThat(TestClients.advertisedAddress("127.0.0.1:" + port)).isEqualTo("localhost:" + port);
    }
  }

  @Test
  void keepsItsDataAcrossACleanRestartOnAnotherPort() throws Exception {
    List<byte[]> values = TestClients.numberedValues(1_000);
    int port;
    try (EmbeddedKafka kafka = EmbeddedKafka.start(EmbeddedKafkaSettings.in(directory))) {
      port = kafka.port();
      TestClients.createTopic(kafka.bootstrapServers(), TOPIC);
      TestClients.produce(kafka.bootstrapServers(), TOPIC, values);
    }

    try (EmbeddedKafka kafka =
        EmbeddedKafka.start(
            EmbeddedKafkaSettings.in(directory)
                .withPort(LocalPorts.findFree("127.0.0.1", List.of(port))))) {
      assertThat(kafka.port()).isNotEqualTo(port);
      assertThat(TestClients.consumeAll(kafka.bootstrapServers(), TOPIC))
          .containsExactlyElementsOf(values);
    }
  }

  @Test
  void keepsAcknowledgedRecordsWhenItsProcessIsKilledAndIsSoonReadyAgain() throws Exception {
    List<byte[]> values = TestClients.numberedValues(1_000);
    Process process = startProcess();
    try {
      String address = awaitReady(process);
      TestClients.createTopic(address, TOPIC);
      TestClients.produce(address, TOPIC, values);
    } finally {
      process.destroyForcibly().waitFor();
    }

    long startNanos = System.nanoTime();
    try (EmbeddedKafka kafka = EmbeddedKafka.start(EmbeddedKafkaSettings.in(directory))) {
      assertThat(Duration.ofNanos(System.nanoTime() - startNanos))
          .as("time from start to ready")
          .isLessThan(Duration.ofSeconds(10));
      assertThat(TestClients.consumeAll(kafka.bootstrapServers(), TOPIC))
          .containsExactlyElementsOf(values);
    }
  }

  @Test
  void givesAKilledMembersPartitionAwayWithinSeconds() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(EmbeddedKafkaSettings.in(directory))) {
      TestClients.createTopic(kafka.bootstrapServers(), TOPIC);
      Process killed = startProcess("io.stretto.embedded.MemberMain", kafka.bootstrapServers());
      awaitReady(killed);
      killed.destroyForcibly().waitFor();
      try (KafkaConsumer<byte[], byte[]> survivor = MemberMain.join(kafka.bootstrapServers())) {
        Awaitility.await()
            .atMost(Duration.ofSeconds(10))
            .until(
                () -> {
                  survivor.poll(Duration.ofMillis(50));
                  return !survivor.assignment().isEmpty();
                });
      } finally {
        killed.destroyForcibly().waitFor();
      }
    }
  }

  private Process startProcess() throws IOException {
    return startProcess("io.stretto.embedded.BrokerMain", directory.toString());
  }

  private static Process startProcess(String mainClass, String argument) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            mainClass,
            argument)
        .redirectErrorStream(true)
        .start();
  }

  private static String awaitReady(Process process) throws IOException {
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    StringBuilder seen = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(BrokerMain.READY)) {
        return line.substring(BrokerMain.READY.length());
      }
      seen.append(line).append('\n');
    }
    throw new AssertionError("the process ended before it was ready:\n" + seen);
  }
}
