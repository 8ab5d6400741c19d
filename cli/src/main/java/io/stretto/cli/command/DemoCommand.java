package io.stretto.cli.command;

import io.stretto.cli.console.Session;
import io.stretto.cli.demo.DemoRunner;
import io.stretto.cli.demo.DemoSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the whole system at work. */
@Command(
    name = "demo",
    description = {
      "Starts a cluster in a temporary directory, runs a workload with a real chain's contention,",
      "and holds the outcome against a serial execution. The exit code is 1 where they differ, and 3",
      "where the state could not be compared."
    },
    footer = {
      "",
      "Examples:",
      "  stretto demo",
      "  stretto demo --transactions 500000 --workers 4 --seed 7 --json",
      "  stretto demo --rate 20000          latency at a given load"
    })
public final class DemoCommand extends BaseCommand {

  private static final long MOST_TRANSACTIONS = 100_000_000;

  @Mixin private OwnClusterOptions ownCluster;

  @Option(
      names = "--transactions",
      paramLabel = "N",
      defaultValue = "100000",
      description = "How many transactions to run. Default: ${DEFAULT-VALUE}.")
  private long transactions;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "The same seed gives the same transactions. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--in-flight",
      paramLabel = "N",
      defaultValue = "8192",
      description = "The most transactions without a receipt. Default: ${DEFAULT-VALUE}.")
  private int inFlight;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "0",
      description = "Transactions to submit a second; 0 for as many as go. Default: 0.")
  private long rate;

  @Option(names = "--json", description = "Shows the summary as one JSON object.")
  private boolean json;

  /** Creates the command. */
  public DemoCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() throws InterruptedException {
    Checks.range("--transactions", transactions, 1, MOST_TRANSACTIONS);
    Checks.range("--in-flight", inFlight, 1, Integer.MAX_VALUE);
    Checks.range("--rate", rate, 0, Integer.MAX_VALUE);
    int workers = ownCluster.workers();
    DemoSettings settings = new DemoSettings(transactions, seed, inFlight, rate, 1_000);
    return new DemoRunner(session, settings).run(workers, ownCluster.properties(), json);
  }
}
