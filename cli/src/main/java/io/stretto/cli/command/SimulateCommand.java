package io.stretto.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stretto.cli.console.CommandException;
import io.stretto.cli.console.ExitCodes;
import io.stretto.cli.console.Json;
import io.stretto.cli.console.Progress;
import io.stretto.cli.console.Session;
import io.stretto.cli.simulate.SeedRun;
import io.stretto.simulation.NumberList;
import io.stretto.simulation.RunOptions;
import io.stretto.simulation.RunOutcome;
import io.stretto.simulation.RunOutcome.Statistics;
import io.stretto.simulation.Shrinker;
import io.stretto.simulation.SimulatedCluster;
import io.stretto.simulation.SourceCommit;
import io.stretto.simulation.check.Violation;
import io.stretto.simulation.fault.Fault;
import io.stretto.simulation.planted.PlantedFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Simulates clusters. */
@Command(
    name = "simulate",
    description = {
      "Runs whole clusters in memory, one a seed: the real decisions of coordinators, workers and",
      "committers, with crashes, zombies, delays, losses and lies as the seed will have it. Each is",
      "held against the serial oracle at every step. A seed gives the same run each time.",
      "",
      "Where a run goes wrong, it is cut to a short one, and the command is shown that runs it."
    },
    footer = {
      "",
      "Examples:",
      "  stretto simulate                                  some seeds that never ran before",
      "  stretto simulate --seeds 100000 --minutes 30      many, for half an hour at most",
      "  stretto simulate --seeds 1 --from 7 --trace t.txt all that happens in one run",
      "  stretto simulate --plant WRITE_LEFT_OUT           a mistake, and how it is found"
    })
public final class SimulateCommand extends BaseCommand {

  private static final int SHRINKING_RUNS = 1_000;
  private static final long NO_LIMIT_MINUTES = 60L * 24 * 365;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "2000",
      description = "How many seeds to run at most. Default: ${DEFAULT-VALUE}.")
  private long seeds;

  @Option(
      names = "--from",
      paramLabel = "SEED",
      description = "The first seed. Default: one that is drawn.")
  private Long from;

  @Option(
      names = "--minutes",
      paramLabel = "M",
      description = "For how long at most. Default: until all seeds are run.")
  private Long minutes;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many clusters at once. Default: one a core.")
  private Integer threads;

  @Option(
      names = "--transactions",
      paramLabel = "N",
      defaultValue = "250",
      description = "How many records a run. Default: ${DEFAULT-VALUE}.")
  private int transactions;

  @Option(
      names = "--omit",
      paramLabel = "LIST",
      description = "Records to leave out, by number from 0, as in 0-3,7.")
  private String omit;

  @Option(
      names = "--without",
      paramLabel = "FAULT",
      split = ",",
      description = "Faults that do not strike: ${COMPLETION-CANDIDATES}.")
  private List<Fault> without = List.of();

  @Option(
      names = "--strikes",
      paramLabel = "N",
      description = "How often faults strike at most. Default: as often as the seed says.")
  private Integer strikes;

  @Option(
      names = "--plant",
      paramLabel = "MISTAKE",
      description = "A mistake to be found: ${COMPLETION-CANDIDATES}.")
  private PlantedFault plant;

  @Option(
      names = "--trace",
      paramLabel = "FILE",
      description = "Writes down all that happens in the run; with --seeds 1.")
  private Path trace;

  @Option(names = "--json", description = "Shows the result as one JSON object.")
  private boolean json;

  private long startNanos;
  private long endNanos;

  /** Creates the command. */
  public SimulateCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() throws InterruptedException, ExecutionException, IOException {
    RunOptions options = options();
    long first = from == null ? ThreadLocalRandom.current().nextLong(1L << 40) : from;
    startNanos = System.nanoTime();
    SeedRun.Outcome outcome = trace == null ? runAll(first, options) : runTraced(first, options);
    endNanos = System.nanoTime();
    Optional<Shrinker.Shrunk> shrunk = outcome.failed().map(failed -> shrink(failed, options));
    return json ? showJson(first, outcome, shrunk, options) : show(first, outcome, shrunk, options);
  }

  private RunOptions options() {
    Checks.range("--seeds", seeds, 1, 1L << 40);
    Checks.range("--transactions", transactions, 1, 100_000);
    if (from != null) {
      Checks.range("--from", from, 0, 1L << 60);
    }
    if (minutes != null) {
      Checks.range("--minutes", minutes, 1, NO_LIMIT_MINUTES);
    }
    if (threads != null) {
      Checks.range("--threads", threads, 1, 1_000);
    }
    if (strikes != null) {
      Checks.range("--strikes", strikes, 0, Integer.MAX_VALUE);
    }
    if (trace != null && seeds != 1) {
      throw CommandException.usage("--trace writes down one run: give --seeds 1 too");
    }
    Set<Fault> faults = EnumSet.noneOf(Fault.class);
    faults.addAll(without);
    return new RunOptions(
        transactions,
        omitted(),
        faults,
        strikes == null ? Integer.MAX_VALUE : strikes,
        Optional.ofNullable(plant));
  }

  private BitSet omitted() {
    try {
      return omit == null ? new BitSet() : NumberList.parse(omit);
    } catch (NumberFormatException e) {
      throw CommandException.usage(
          "--omit " + omit + ": give numbers from 0 and runs of them, as in 0-3,7", e);
    }
  }

  private SeedRun.Outcome runAll(long first, RunOptions options)
      throws InterruptedException, ExecutionException {
    Progress progress = new Progress(session, "seeds", seeds);
    int atOnce = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    SeedRun.Outcome outcome =
        SeedRun.run(
            options,
            first,
            seeds,
            Duration.ofMinutes(minutes == null ? NO_LIMIT_MINUTES : minutes),
            (int) Math.min(atOnce, seeds),
            statistics -> progress.show(statistics.runs(), transactions(statistics)));
    progress.end();
    return outcome;
  }

  private SeedRun.Outcome runTraced(long seed, RunOptions options) throws IOException {
    SimulatedCluster cluster = new SimulatedCluster(seed, options, true);
    RunOutcome outcome = cluster.run();
    Files.writeString(trace, cluster.trace());
    Optional<RunOutcome> failed =
        outcome.violation().isPresent() ? Optional.of(outcome) : Optional.empty();
    return new SeedRun.Outcome(outcome.statistics(), failed);
  }

  private static Shrinker.Shrunk shrink(RunOutcome failed, RunOptions options) {
    return Shrinker.shrink(failed, options, SHRINKING_RUNS);
  }

  private static String transactions(Statistics statistics) {
    return String.format(Locale.ROOT, "%,d transactions", statistics.transactions());
  }

  private int show(
      long first, SeedRun.Outcome outcome, Optional<Shrinker.Shrunk> shrunk, RunOptions options) {
    Statistics all = outcome.statistics();
    session
        .out()
        .printf(
            Locale.ROOT,
            "%,d seeds from %d: %,d transactions in %,d blocks, %,d executions, %,d conflicts,"
                + " %,d faults; %,d seeds a minute%n",
            all.runs(),
            first,
            all.transactions(),
            all.blocks(),
            all.executions(),
            all.conflicts(),
            all.strikes(),
            seedsPerMinute(all));
    if (shrunk.isEmpty()) {
      session.out().println("Every outcome is the serial one.");
      return ExitCodes.OK;
    }
    RunOutcome failed = outcome.failed().orElseThrow();
    session.out().println("VIOLATION by seed " + failed.seed() + ", commit " + SourceCommit.id());
    session.out().println("  " + words(failed));
    session.out().println("  replay: " + options.command(failed.seed()));
    RunOptions few = shrunk.get().options();
    session
        .out()
        .printf(
            Locale.ROOT,
            "Cut to %d records, in %d runs:%n  %s%n  replay: %s%n",
            few.transactions() - few.omitted().cardinality(),
            shrunk.get().runs(),
            words(shrunk.get().outcome()),
            few.command(failed.seed()));
    return ExitCodes.FAILED;
  }

  private long seedsPerMinute(Statistics all) {
    return Math.round(all.runs() * 60e9 / Math.max(1, endNanos - startNanos));
  }

  private int showJson(
      long first, SeedRun.Outcome outcome, Optional<Shrinker.Shrunk> shrunk, RunOptions options) {
    Statistics all = outcome.statistics();
    ObjectNode root = Json.object();
    root.put("commit", SourceCommit.id());
    root.put("from", first);
    root.put("seeds", all.runs());
    root.put("transactions", all.transactions());
    root.put("blocks", all.blocks());
    root.put("executions", all.executions());
    root.put("conflicts", all.conflicts());
    root.put("faults", all.strikes());
    root.put("seedsPerMinute", seedsPerMinute(all));
    if (shrunk.isPresent()) {
      RunOutcome failed = outcome.failed().orElseThrow();
      ObjectNode violation = root.putObject("violation");
      violation.put("seed", failed.seed());
      violation.put("property", failed.violation().map(Violation::property).orElseThrow());
      violation.put("message", words(failed));
      violation.put("replay", options.command(failed.seed()));
      violation.put("shrunkReplay", shrunk.get().options().command(failed.seed()));
    }
    session.out().println(root);
    return shrunk.isPresent() ? ExitCodes.FAILED : ExitCodes.OK;
  }

  private static String words(RunOutcome failed) {
    return failed.violation().map(Violation::getMessage).orElseThrow();
  }
}
