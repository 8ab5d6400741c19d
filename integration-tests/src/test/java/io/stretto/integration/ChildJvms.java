package io.stretto.integration;

import static org.awaitility.Awaitility.await;

import io.stretto.service.kafka.ClusterSettings;
import io.stretto.service.kafka.KafkaClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The command in JVMs of its own, with the launcher's options. After each test they are killed;
 * where it failed, what they wrote is shown.
 */
final class ChildJvms implements AfterEachCallback {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String WORKERS_GROUP = "stretto-workers";

  private final List<Child> children = new ArrayList<>();

  /** A child and the file that it writes to. */
  record Child(String name, Process process, Path output) {

    /** What it has written so far. */
    String text() throws IOException {
      return Files.readString(output);
    }

    /** Kills it with SIGKILL. */
    void kill() throws InterruptedException {
      process.destroyForcibly();
      awaitEnd();
    }

    /** Tells it to end, as Ctrl-C does, and waits until it has. */
    void stop() throws InterruptedException {
      process.destroy();
      awaitEnd();
    }

    private void awaitEnd() throws InterruptedException {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError(name + " does not end");
      }
    }
  }

  /** Starts the command with arguments; its files are in the directory. */
  Child start(Path directory, String name, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:-DontCompileHugeMethods",
            "-XX:-ClipInlining",
            "-XX:MaxNodeLimit=40000",
            "-XX:NodeLimitFudgeFactor=1600",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:+UseParallelGC",
            "-Xmx1g",
            "-cp",
            System.getProperty("java.class.path"),
            "io.stretto.cli.Main"));
    command.addAll(List.of(arguments));
    Path output = directory.resolve(name + ".log");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
            .start();
    Child child = new Child(name, process, output);
    children.add(child);
    return child;
  }

  /** Starts a worker for a cluster; it is ready some time later. */
  Child startWorker(Path directory, String name, ClusterSettings cluster, String stateAddress)
      throws IOException {
    Path config = directory.resolve(name + ".properties");
    Files.writeString(
        config,
        """
        cluster.ledgers=%d
        cluster.lanes=%d
        worker.state.addresses=%s
        worker.instance=%s
        """
            .formatted(cluster.ledgers(), cluster.lanes(), stateAddress, name));
    return start(
        directory,
        name,
        "worker",
        "--bootstrap",
        cluster.bootstrapServers(),
        "--config",
        config.toString());
  }

  /** Waits until so many workers share the lanes. */
  static void awaitWorkers(ClusterSettings cluster, int count) {
    try (Admin admin =
        new KafkaClients(cluster).admin("integration-admin", Duration.ofSeconds(10))) {
      await(count + " workers have lanes")
          .atMost(PATIENCE)
          .ignoreExceptions()
          .until(() -> workersWithLanes(admin) == count);
    }
  }

  private static long workersWithLanes(Admin admin) throws Exception {
    return admin
        .describeConsumerGroups(List.of(WORKERS_GROUP))
        .describedGroups()
        .get(WORKERS_GROUP)
        .get()
        .members()
        .stream()
        .filter(member -> !member.assignment().topicPartitions().isEmpty())
        .count();
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    for (Child child : children) {
      child.kill();
      if (context.getExecutionException().isPresent()) {
        System.out.println("---- " + child.name() + " wrote:\n" + child.text());
      }
    }
    children.clear();
  }
}
