package io.stretto.cli.command;

import io.stretto.chaos.ChaosRun;
import io.stretto.chaos.ChaosSettings;
import io.stretto.chaos.net.NamespaceNetwork;
import io.stretto.chaos.net.NetworkChoice;
import io.stretto.chaos.net.NetworkKind;
import io.stretto.chaos.plan.Fault;
import io.stretto.chaos.report.ChaosReport;
import io.stretto.cli.chaos.OracleProof;
import io.stretto.cli.chaos.OwnProcess;
import io.stretto.cli.chaos.ReportOutput;
import io.stretto.cli.console.CommandException;
import io.stretto.cli.console.ExitCodes;
import io.stretto.cli.console.Session;
import io.stretto.embedded.TemporaryDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Kills, pauses, restarts and cuts off the processes of a cluster under load. */
@Command(
    name = "chaos",
    description = {
      "Starts a broker, two coordinators, workers and two state-stores as processes of their own,",
      "puts load on them, and kills, pauses, restarts, cuts off and fills them by a seeded plan.",
      "Holds the outcome against a serial execution, and what every client saw against the order",
      "of the log. Tells for each fault how long nothing was committed.",
      "The exit code is 1 where anything was lost, doubled, different or did not come back."
    },
    footer = {
      "",
      "Examples:",
      "  stretto chaos",
      "  stretto chaos --faults worker-kill,coordinator-kill --seed 7",
      "  stretto chaos --minutes 30 --json"
    })
public final class ChaosCommand extends BaseCommand {

  private static final Duration SETTLE = Duration.ofSeconds(3);

  /** One goes on while the other is killed. */
  private static final int LEAST_WORKERS = 2;

  private static final int MOST_WORKERS = 1_000;

  @Mixin private OwnClusterOptions ownCluster;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "The same seed gives the same plan and the same load. Default: 1.")
  private long seed;

  @Option(
      names = "--faults",
      paramLabel = "NAMES",
      split = ",",
      description =
          "Which faults: their names, or what they begin with, such as worker, separated by"
              + " commas. Default: all.")
  private List<String> faults = List.of("");

  @Option(
      names = "--network",
      paramLabel = "KIND",
      description =
          "What cuts processes off: namespaces, one for each process, which takes Linux and root,"
              + " or proxy, a TCP proxy between them. Default: namespaces where this machine"
              + " allows them.")
  private String network;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "1",
      description = "How often each fault comes at least. Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--minutes",
      paramLabel = "M",
      defaultValue = "0",
      description = "Rounds go on for so long at least. Default: ${DEFAULT-VALUE}.")
  private int minutes;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "200",
      description = "Transactions to submit a second. Default: ${DEFAULT-VALUE}.")
  private int rate;

  @Option(
      names = "--sessions",
      paramLabel = "N",
      defaultValue = "3",
      description = "How many clients read. Default: ${DEFAULT-VALUE}.")
  private int sessions;

  @Option(
      names = "--patience",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description =
          "How long to wait for what has to happen before it counts as stuck. Default:"
              + " ${DEFAULT-VALUE}.")
  private int patienceSeconds;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Where everything is kept, logs of all processes included; empty or not there yet."
              + " Default: a temporary directory, deleted where all went well.")
  private Path data;

  @Option(
      names = "--hold-goals",
      description = "Fails also where nothing was committed for longer than a fault's goal.")
  private boolean holdsGoals;

  @Option(names = "--json", description = "Shows the report as one JSON object.")
  private boolean json;

  private final Class<?> main;

  /**
   * Creates the command.
   *
   * @param main the class that the processes of the cluster begin in
   */
  public ChaosCommand(Session session, Class<?> main) {
    super(session);
    this.main = main;
  }

  @Override
  public Integer call() throws InterruptedException {
    Checks.range("--rounds", rounds, 1, 1_000_000);
    Checks.range("--minutes", minutes, 0, 100_000);
    Checks.range("--rate", rate, 1, 100_000);
    Checks.range("--sessions", sessions, 0, 1_000);
    Checks.range("--patience", patienceSeconds, 1, 3_600);
    Checks.range("--workers", ownCluster.workers(), LEAST_WORKERS, MOST_WORKERS);
    Set<Fault> chosen = chosen();
    Optional<NetworkKind> wanted = wantedNetwork();
    if (data != null) {
      requireEmpty(data);
      return run(data, networkChoice(wanted), chosen);
    }
    NetworkChoice networkChoice = networkChoice(wanted);
    TemporaryDirectory directory = TemporaryDirectory.create("stretto-chaos");
    int exitCode = run(directory.path(), networkChoice, chosen);
    if (exitCode == ExitCodes.OK) {
      directory.close();
    } else {
      session.err().println("stretto: what the processes wrote is in " + directory.path());
    }
    return exitCode;
  }

  /** What another run left there would be in the ledger, and nobody would have submitted it. */
  private static void requireEmpty(Path directory) {
    String[] content = directory.toFile().list();
    boolean isFresh = content == null ? Files.notExists(directory) : content.length == 0;
    if (!isFresh) {
      throw CommandException.usage(
          "--data " + directory + ": give a directory that is empty or not there yet");
    }
  }

  private int run(Path directory, NetworkChoice networkChoice, Set<Fault> chosen)
      throws InterruptedException {
    ChaosSettings settings =
        new ChaosSettings(
            directory,
            seed,
            networkChoice,
            chosen,
            rounds,
            Duration.ofMinutes(minutes),
            ownCluster.workers(),
            rate,
            sessions,
            SETTLE,
            Duration.ofSeconds(patienceSeconds),
            ownCluster.properties());
    ChaosReport report = run(settings);
    if (json) {
      session.out().println(ReportOutput.toJson(report));
    } else {
      ReportOutput.print(report, session.out());
    }
    return report.passes(holdsGoals) ? ExitCodes.OK : ExitCodes.FAILED;
  }

  private ChaosReport run(ChaosSettings settings) throws InterruptedException {
    try {
      return new ChaosRun(
              settings,
              OwnProcess.launcher(main),
              new OracleProof(),
              line -> session.err().println("stretto: " + line))
          .run();
    } catch (TimeoutException e) {
      throw CommandException.unreachable("chaos: the cluster did not start: " + e.getMessage(), e);
    }
  }

  private Optional<NetworkKind> wantedNetwork() {
    if (network == null) {
      return Optional.empty();
    }
    Optional<NetworkKind> wanted =
        Arrays.stream(NetworkKind.values()).filter(kind -> kind.word().equals(network)).findFirst();
    if (wanted.isEmpty()) {
      throw CommandException.usage(
          "--network: there is no " + network + "; there are namespaces and proxy");
    }
    return wanted;
  }

  /** Makes a network of namespaces and takes it away again, unless it is not to be used. */
  private static NetworkChoice networkChoice(Optional<NetworkKind> wanted)
      throws InterruptedException {
    if (wanted.equals(Optional.of(NetworkKind.PROXY))) {
      return NetworkChoice.wanted(NetworkKind.PROXY);
    }
    Optional<String> problem = NamespaceNetwork.problem();
    if (wanted.isPresent() && problem.isPresent()) {
      throw CommandException.usage(
          "--network namespaces: this machine does not allow them: " + problem.get());
    }
    return wanted.map(NetworkChoice::wanted).orElse(NetworkChoice.allowed(problem));
  }

  private Set<Fault> chosen() {
    Set<Fault> chosen = EnumSet.noneOf(Fault.class);
    for (String word : faults) {
      List<Fault> named =
          Arrays.stream(Fault.values()).filter(fault -> fault.word().startsWith(word)).toList();
      if (named.isEmpty()) {
        throw CommandException.usage(
            "--faults: there is no "
                + word
                + "; there are "
                + Arrays.stream(Fault.values()).map(Fault::word).collect(Collectors.joining(", ")));
      }
      chosen.addAll(named);
    }
    return chosen;
  }
}
