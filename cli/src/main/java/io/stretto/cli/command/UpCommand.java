package io.stretto.cli.command;

import io.stretto.cli.cluster.LocalCluster;
import io.stretto.cli.cluster.LocalClusterSettings;
import io.stretto.cli.console.ExitCodes;
import io.stretto.cli.console.Session;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a whole cluster in this process. */
@Command(
    name = "up",
    description = "Runs a whole cluster in this process, with its data on disk, until Ctrl-C.",
    footer = {
      "",
      "Examples:",
      "  stretto up",
      "  stretto up --data /var/lib/stretto --workers 4 --kafka-port 9092 --http-port 8080"
    })
public final class UpCommand extends BaseCommand {

  @Mixin private OwnClusterOptions ownCluster;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = RunningCluster.DEFAULT_DIRECTORY,
      description = "Where everything is kept. Default: ${DEFAULT-VALUE}.")
  private Path data;

  @Option(
      names = "--kafka-port",
      paramLabel = "P",
      defaultValue = "9092",
      description = "Kafka's port; 0 for any free one. Default: ${DEFAULT-VALUE}.")
  private int kafkaPort;

  @Option(
      names = "--http-port",
      paramLabel = "P",
      defaultValue = "8080",
      description = "The state store's port; 0 for any free one. Default: ${DEFAULT-VALUE}.")
  private int httpPort;

  /** Creates the command. */
  public UpCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() throws InterruptedException {
    int workers = ownCluster.workers();
    Checks.port("--kafka-port", kafkaPort);
    Checks.port("--http-port", httpPort);
    LocalClusterSettings settings =
        new LocalClusterSettings(data, workers, kafkaPort, httpPort, ownCluster.properties());
    CountDownLatch toldToEnd = new CountDownLatch(1);
    LocalCluster cluster = session.roles().startLocalCluster(settings);
    Thread ending = Thread.ofPlatform().unstarted(() -> end(cluster, toldToEnd));
    Runtime.getRuntime().addShutdownHook(ending);
    RunningCluster.write(data, cluster);
    session.out().println("kafka " + cluster.settings().bootstrapServers());
    session.out().println("http  " + cluster.http());
    session.out().println("ready; data in " + data.toAbsolutePath() + ", Ctrl-C ends");
    toldToEnd.await();
    return ExitCodes.OK;
  }

  private void end(LocalCluster cluster, CountDownLatch toldToEnd) {
    try {
      RunningCluster.forget(data);
      cluster.close();
    } finally {
      toldToEnd.countDown();
    }
  }
}
