package io.stretto.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stretto.bench.BenchmarkSuite;
import io.stretto.bench.Figures;
import io.stretto.bench.TransferBenchmark;
import io.stretto.bench.gas.GasBenchmark;
import io.stretto.cli.console.ExitCodes;
import io.stretto.cli.console.Json;
import io.stretto.cli.console.Session;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures. */
@Command(
    name = "bench",
    description = {
      "Measures transfers through whole clusters on this machine, broker and client included,",
      "beside raw Kafka moving the same records, all in one run. Takes a few minutes.",
      "With --gas-prices, the time that gas takes is measured instead, in about ten minutes;",
      "the exit code is 1 where something is more than five times slower than the norm."
    },
    footer = {
      "",
      "Examples:",
      "  stretto bench",
      "  stretto bench --transactions 500000 --rounds 5 --json",
      "  stretto bench --gas-prices",
      "  stretto bench --gas-prices='memory.grow|storage'"
    })
public final class BenchCommand extends BaseCommand {

  @Option(
      names = "--transactions",
      paramLabel = "N",
      defaultValue = "200000",
      description = "How many transactions a round. Default: ${DEFAULT-VALUE}.")
  private int transactions;

  @Option(
      names = "--rounds",
      paramLabel = "K",
      defaultValue = "3",
      description = "How many rounds are measured, after one that is not. Default: 3.")
  private int rounds;

  @Option(
      names = "--gas-prices",
      paramLabel = "NAMES",
      arity = "0..1",
      fallbackValue = "",
      description = {
        "Shows how much gas goes in a microsecond of everything that",
        "costs gas, or of that in whose name a regular expression is",
        "found; beside plain integer code, of whose rate the norm is a third."
      })
  private Pattern gasPrices;

  @Option(names = "--json", description = "Shows the figures as one JSON object.")
  private boolean json;

  /** Creates the command. */
  public BenchCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() throws InterruptedException {
    Checks.range("--transactions", transactions, 1000, 100_000_000);
    Checks.range("--rounds", rounds, 1, 100);
    if (gasPrices != null) {
      return measureGas();
    }
    BenchmarkSuite.Results results =
        BenchmarkSuite.run(
            transactions, rounds, next -> session.err().println("stretto: measuring " + next));
    if (json) {
      session.out().println(json(results));
    } else {
      session.out().println(machine());
      session.out().println(BenchmarkSuite.table(results).stripTrailing());
    }
    return ExitCodes.OK;
  }

  private int measureGas() throws InterruptedException {
    session.out().println(machine());
    boolean isWorthIt = GasBenchmark.run(gasPrices, session.out()::println);
    return isWorthIt ? ExitCodes.OK : ExitCodes.FAILED;
  }

  private static String machine() {
    return String.format(
        "%d cores, Java %s, %s %s",
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("java.version"),
        System.getProperty("os.name"),
        System.getProperty("os.arch"));
  }

  private ObjectNode json(BenchmarkSuite.Results results) {
    ObjectNode root = Json.object();
    root.put("cores", Runtime.getRuntime().availableProcessors());
    root.put("java", System.getProperty("java.version"));
    root.put("transactions", transactions);
    root.put("rounds", rounds);
    add(root.putObject("rawRecordsPerSecond"), results.rawRecordsPerSecond());
    for (TransferBenchmark.Outcome outcome : results.outcomes()) {
      ObjectNode row = root.withArray("workloads").addObject();
      row.put("workload", outcome.workload());
      row.put("workers", outcome.workers());
      add(row.putObject("committedPerSecond"), outcome.committedPerSecond());
      ObjectNode latency = row.putObject("latencyMillis");
      latency.put("loadPerSecond", outcome.latencyLoadPerSecond());
      latency.put("p50", outcome.latencyMicros().getValueAtPercentile(50) / 1e3);
      latency.put("p95", outcome.latencyMicros().getValueAtPercentile(95) / 1e3);
      latency.put("p99", outcome.latencyMicros().getValueAtPercentile(99) / 1e3);
      row.put("executionsPerCommit", outcome.executionsPerCommit());
      row.put("predictionHitRate", outcome.predicted());
    }
    return root;
  }

  private static void add(ObjectNode node, Figures figures) {
    node.put("minimum", figures.minimum());
    node.put("median", figures.median());
    node.put("maximum", figures.maximum());
  }
}
