package io.stretto.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.cli.cluster.ServerRoles;
import io.stretto.cli.console.ExitCodes;
import io.stretto.embedded.EmbeddedKafka;
import io.stretto.embedded.EmbeddedKafkaSettings;
import io.stretto.local.EmbeddedCluster;
import io.stretto.local.EmbeddedClusterSettings;
import io.stretto.service.kafka.ClusterSettings;
import io.stretto.service.kafka.TopicAdministrator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/**
 * The command where the world is not as it should be: no Kafka, other topics, a port in use, a
 * directory of another release. It says so with the remedy, and ends with its exit code.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class BadSurroundingsTest {

  private static final int LANES = 3;

  @TempDir private static Path shared;
  private static EmbeddedKafka kafka;
  @TempDir private Path directory;

  /** A Kafka whose topics are those of a cluster with three lanes. */
  @BeforeAll
  static void start() throws InterruptedException {
    kafka = EmbeddedKafka.start(EmbeddedKafkaSettings.in(shared.resolve("kafka")));
    TopicAdministrator.ensure(cluster());
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  private static ClusterSettings cluster() {
    return ClusterSettings.fromProperties(
        Map.of(
            "cluster.bootstrap.servers",
            kafka.bootstrapServers(),
            "cluster.lanes",
            String.valueOf(LANES)));
  }

  private Path config(String... lines) throws IOException {
    List<String> all = new ArrayList<>(List.of(lines));
    all.add("cluster.connect.timeout.millis = 5000");
    return Files.write(Files.createTempFile(directory, "c", ".properties"), all);
  }

  private static CommandRun run(String... arguments) {
    return CommandRun.of(new ServerRoles(), "", arguments);
  }

  private static void assertUsage(CommandRun run, String... words) {
    assertThat(run.err()).contains(words).hasLineCount(1);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCodes.USAGE);
  }

  // No Kafka.

  @ParameterizedTest
  @ValueSource(
      strings = {
        "coordinator",
        "worker",
        "state-store",
        "call c f --sender a",
        "deploy FILE --as c",
        "submit FILE",
        "verify",
        "status"
      })
  void whereNoKafkaAnswersTheAddressIsNamed(String line) throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "{}");
    List<String> arguments =
        new ArrayList<>(List.of(line.replace("FILE", file.toString()).split(" ", -1)));
    Path config = directory.resolve("c.properties");
    Files.writeString(config, "cluster.connect.timeout.millis = 300\n");
    arguments.add("--config=" + config);
    arguments.add("--bootstrap=127.0.0.1:1");
    CommandRun run = run(arguments.toArray(String[]::new));
    assertThat(run.err())
        .startsWith("stretto: no Kafka answered at 127.0.0.1:1 within 300 ms; start ")
        .hasLineCount(1);
    assertThat(run.exitCode()).isEqualTo(ExitCodes.UNREACHABLE);
  }

  @Test
  void aServerThatIsNoKafkaIsNone() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + silent.getLocalPort();
      Path config = directory.resolve("c.properties");
      Files.writeString(config, "cluster.connect.timeout.millis = 300\n");
      for (String command : List.of("worker", "status")) {
        CommandRun run = run(command, "--bootstrap=" + address, "--config=" + config);
        assertThat(run.err()).contains("no Kafka answered at " + address);
        assertThat(run.exitCode()).isEqualTo(ExitCodes.UNREACHABLE);
      }
    }
  }

  @Test
  void aKafkaWithoutTheTopicsIsToldFromNone() throws IOException {
    CommandRun run =
        run(
            "call",
            "c",
            "f",
            "--sender=a",
            "--bootstrap=" + kafka.bootstrapServers(),
            "--config=" + config("cluster.topic.prefix = nobody"));
    assertThat(run.err()).contains("nobody").hasLineCount(1);
    assertThat(run.exitCode()).isEqualTo(ExitCodes.UNREACHABLE);
  }

  // Other topics.

  @ParameterizedTest
  @ValueSource(strings = {"coordinator", "worker", "state-store"})
  void aRoleRefusesTopicsWithOtherPartitionsAndNamesThem(String role) throws IOException {
    CommandRun run =
        run(
            role,
            "--bootstrap=" + kafka.bootstrapServers(),
            "--config=" + config("cluster.lanes = 4", "cluster.ledgers = 2"));
    assertUsage(
        run,
        "stretto.tasks: partitions is 3, and 4 is needed; set cluster.lanes to 3",
        "stretto.reexecutions: partitions is 3",
        "stretto.transactions: partitions is 1, and 2 is needed; set cluster.ledgers to 1");
  }

  @Test
  void aWholeClusterRefusesThemAndLeavesTheDirectoryFree() throws Exception {
    Path data = directory.resolve("data");
    try (EmbeddedKafka other = EmbeddedKafka.start(EmbeddedKafkaSettings.in(data))) {
      TopicAdministrator.ensure(
          ClusterSettings.fromProperties(
              Map.of("cluster.bootstrap.servers", other.bootstrapServers(), "cluster.lanes", "3")));
    }
    assertUsage(
        run("up", "--data=" + data, "--kafka-port=0", "--http-port=0"),
        "stretto.tasks: partitions is 3, and 8 is needed; set cluster.lanes to 3");
    EmbeddedKafka.start(EmbeddedKafkaSettings.in(data)).close();
  }

  @Test
  void aLedgerThatDoesNotExistIsNamed() throws IOException {
    for (String command : List.of("verify", "status")) {
      assertUsage(
          run(
              command,
              "--ledger=1",
              "--bootstrap=" + kafka.bootstrapServers(),
              "--config=" + config()),
          "ledger 1 does not exist: the cluster has 0 to 0");
    }
  }

  // Ports.

  @ParameterizedTest
  @CsvSource({
    "coordinator, coordinator.http.port",
    "worker, worker.http.port",
    "state-store, state.http.port",
    "state-store, state.grpc.port"
  })
  void aRolesPortThatIsInUseIsNamed(String role, String setting) throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CommandRun run =
          run(
              role,
              "--bootstrap=" + kafka.bootstrapServers(),
              "--config="
                  + config(
                      "cluster.lanes = " + LANES,
                      "state.directory = " + directory.resolve("state"),
                      "state.http.port = 0",
                      "state.grpc.port = 0",
                      setting + " = " + taken.getLocalPort()));
      assertUsage(run, String.valueOf(taken.getLocalPort()), "stop the program that uses");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--kafka-port=", "--http-port="})
  void aPortOfAWholeClusterThatIsInUseIsNamed(String option) throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Path data = directory.resolve("data");
      String other = option.equals("--http-port=") ? "--kafka-port=0" : "--http-port=0";
      assertUsage(
          run("up", "--data=" + data, other, option + taken.getLocalPort()),
          "port " + taken.getLocalPort(),
          "choose another port");
      assertThat(data.resolve("running.properties")).doesNotExist();
    }
  }

  // Data directories.

  @ParameterizedTest
  @ValueSource(strings = {"format=2\nkafka=4.3.1\n", "format=1\nkafka=99.0.0\n", "of nobody"})
  void aDataDirectoryOfAnotherVersionIsNamedAndLeftAsItIs(String version) throws IOException {
    Path data = Files.createDirectories(directory.resolve("data"));
    Path file = Files.writeString(data.resolve("stretto-data.version"), version);
    assertUsage(
        run("up", "--data=" + data, "--kafka-port=0", "--http-port=0"),
        data.toString(),
        "run the Stretto that wrote it, or choose another data directory");
    assertThat(file).hasContent(version);
  }

  @Test
  void aDataDirectoryInUseNamesTheProcess() {
    assertUsage(
        run("up", "--data=" + shared.resolve("kafka"), "--kafka-port=0", "--http-port=0"),
        shared.resolve("kafka").toString(),
        "in use by process " + ProcessHandle.current().pid(),
        "choose another directory");
  }

  @Test
  void aDirectoryOfOthersIsLeftAlone() throws IOException {
    Path letters = Files.writeString(directory.resolve("letters.txt"), "mine");
    assertUsage(
        run("up", "--data=" + directory, "--kafka-port=0", "--http-port=0"),
        directory.toString(),
        "choose an empty or a new directory");
    assertUsage(run("up", "--data=" + letters), letters.toString(), "choose another one");
    assertThat(letters).hasContent("mine");
  }

  @Test
  void aStateOfAnotherVersionIsNamedAndLeftAsItIs() throws Exception {
    Path data = directory.resolve("data");
    EmbeddedCluster.start(new EmbeddedClusterSettings(data, 1, 0, 0, Map.of())).close();
    Path state = database(data.resolve("state"));
    setFormat(state, (byte) 2);
    long startNanos = System.nanoTime();
    assertUsage(
        run("up", "--data=" + data, "--kafka-port=0", "--http-port=0", "--workers=1"),
        state.toString(),
        "use the release that wrote it, or stop the service and delete this directory");
    assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startNanos))
        .as("at once, not when the patience for a start is at its end")
        .isLessThan(50);
    try (EmbeddedKafka again = EmbeddedKafka.start(EmbeddedKafkaSettings.in(data))) {
      assertUsage(
          run(
              "state-store",
              "--bootstrap=" + again.bootstrapServers(),
              "--config="
                  + config(
                      "state.directory = " + data.resolve("state"),
                      "state.http.port = 0",
                      "state.grpc.port = 0")),
          state.toString(),
          "use the release that wrote it");
    }
    setFormat(state, (byte) 1);
    EmbeddedCluster.start(new EmbeddedClusterSettings(data, 1, 0, 0, Map.of())).close();
  }

  /** The directory of the only RocksDB database below a directory. */
  private static Path database(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      List<Path> found = files.filter(file -> file.endsWith("CURRENT")).toList();
      assertThat(found).hasSize(1);
      return found.get(0).getParent();
    }
  }

  /** The key is that of the store's format. */
  private static void setFormat(Path database, byte format) throws RocksDBException {
    RocksDB.loadLibrary();
    try (Options options = new Options();
        RocksDB opened = RocksDB.open(options, database.toString())) {
      assertThat(opened.get(new byte[] {0, 0})).hasSize(1);
      opened.put(new byte[] {0, 0}, new byte[] {format});
    }
  }
}
