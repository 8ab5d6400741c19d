package io.stretto.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The first figures: transfers at one and two workers, beside raw Kafka in the same run. */
public final class BenchmarkSuite {

  private static final TransferWorkload UNIFORM =
      new TransferWorkload("transfers, uniform", 100_000, 0);
  private static final TransferWorkload HOT =
      new TransferWorkload("transfers, half to one account", 100_000, 50);

  /**
   * All figures of one run.
   *
   * @param rawRecordsPerSecond raw Kafka, produced and consumed once
   * @param outcomes the cluster's
   */
  public record Results(Figures rawRecordsPerSecond, List<TransferBenchmark.Outcome> outcomes) {}

  private BenchmarkSuite() {}

  /**
   * Runs everything.
   *
   * @param transactions how many a round
   * @param rounds how many rounds are measured, after one that is not
   * @param progress told what comes next
   */
  public static Results run(int transactions, int rounds, Consumer<String> progress)
      throws InterruptedException {
    progress.accept("raw Kafka");
    Figures raw = new RawKafkaBenchmark(UNIFORM, transactions, rounds).run();
    List<TransferBenchmark.Outcome> outcomes = new ArrayList<>();
    for (TransferWorkload workload : List.of(UNIFORM, HOT)) {
      for (int workers = 1; workers <= 2; workers++) {
        progress.accept(workload.name() + ", " + workers + " workers");
        outcomes.add(new TransferBenchmark(workload, workers, transactions, rounds).run());
      }
    }
    return new Results(raw, outcomes);
  }

  /** The table that people read. */
  public static String table(Results results) {
    StringBuilder table = new StringBuilder();
    table.append(
        String.format(
            "%-32s %7s  %-34s %8s  %27s  %10s %9s%n",
            "workload",
            "workers",
            "committed/s, median (min to max)",
            "of raw",
            "ms p50 / p95 / p99 (at /s)",
            "executions",
            "predicted"));
    Figures raw = results.rawRecordsPerSecond();
    table.append(String.format("%-32s %7s  %-34s%n", "raw Kafka, one hop", "", raw));
    for (TransferBenchmark.Outcome outcome : results.outcomes()) {
      table.append(
          String.format(
              "%-32s %7d  %-34s %7.0f%%  %7.1f /%6.1f /%6.1f (%,.0f)  %10.3f %8.1f%%%n",
              outcome.workload(),
              outcome.workers(),
              outcome.committedPerSecond(),
              100 * outcome.committedPerSecond().median() / raw.median(),
              outcome.latencyMicros().getValueAtPercentile(50) / 1e3,
              outcome.latencyMicros().getValueAtPercentile(95) / 1e3,
              outcome.latencyMicros().getValueAtPercentile(99) / 1e3,
              outcome.latencyLoadPerSecond(),
              outcome.executionsPerCommit(),
              100 * outcome.predicted()));
    }
    return table.toString();
  }
}
