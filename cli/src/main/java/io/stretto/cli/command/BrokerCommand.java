package io.stretto.cli.command;

import io.stretto.cli.console.CommandException;
import io.stretto.cli.console.ExitCodes;
import io.stretto.cli.console.Session;
import io.stretto.embedded.EmbeddedKafka;
import io.stretto.embedded.EmbeddedKafkaSettings;
import io.stretto.embedded.EmbeddedKafkaSettings.Listener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a Kafka of one node in this process. */
@Command(
    name = "broker",
    description = {
      "Runs a Kafka of one node in this process, with its data on disk, until Ctrl-C: for roles in",
      "processes of their own where no Kafka is at hand. One node keeps one copy of each record."
    },
    footer = {
      "",
      "Examples:",
      "  stretto broker --data /var/lib/stretto-kafka",
    })
public final class BrokerCommand extends BaseCommand {

  private static final Pattern ADVERTISED = Pattern.compile("(\\d{1,5})=(.+):(\\d{1,5})");

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "kafka-data",
      description = "Where the records are kept. Default: ${DEFAULT-VALUE}.")
  private Path data;

  @Option(
      names = "--host",
      paramLabel = "HOST",
      defaultValue = "127.0.0.1",
      description =
          "The address to listen on, and to tell clients of --kafka-port. Default:"
              + " ${DEFAULT-VALUE}.")
  private String host;

  @Option(
      names = "--kafka-port",
      paramLabel = "P",
      defaultValue = "9092",
      description = "Kafka's port; 0 for any free one. Default: ${DEFAULT-VALUE}.")
  private int kafkaPort;

  @Option(
      names = "--advertise",
      paramLabel = "P=HOST:PORT",
      description = "One more port, whose clients are told this address. May be repeated.")
  private final List<String> advertised = new ArrayList<>();

  /** Creates the command. */
  public BrokerCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() throws InterruptedException {
    Checks.port("--kafka-port", kafkaPort);
    EmbeddedKafkaSettings settings =
        EmbeddedKafkaSettings.in(data).withHost(host).withPort(kafkaPort);
    for (String listener : advertised) {
      settings = settings.withListener(listener(listener));
    }
    CountDownLatch ended = new CountDownLatch(1);
    EmbeddedKafka kafka = EmbeddedKafka.start(settings);
    Thread ending =
        Thread.ofPlatform()
            .unstarted(
                () -> {
                  kafka.close();
                  ended.countDown();
                });
    Runtime.getRuntime().addShutdownHook(ending);
    session.out().println("kafka " + kafka.bootstrapServers());
    session.out().println("ready; data in " + data.toAbsolutePath() + ", Ctrl-C ends");
    ended.await();
    return ExitCodes.OK;
  }

  private static Listener listener(String text) {
    Matcher matcher = ADVERTISED.matcher(text);
    if (matcher.matches()) {
      try {
        return new Listener(
            Integer.parseInt(matcher.group(1)),
            matcher.group(2),
            Integer.parseInt(matcher.group(3)));
      } catch (IllegalArgumentException e) {
        throw CommandException.usage("--advertise " + text + ": " + e.getMessage(), e);
      }
    }
    throw CommandException.usage(
        "--advertise " + text + ": give PORT=HOST:PORT, such as 9093=kafka.example:9093");
  }
}
