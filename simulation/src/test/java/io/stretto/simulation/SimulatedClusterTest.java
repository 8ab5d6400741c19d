package io.stretto.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.simulation.RunOutcome.Statistics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Proves that no schedule and no fault drawn by the seeds changes the outcome: by seeds that are
 * the same in each build, and by some that never ran before.
 */
class SimulatedClusterTest {

  private static final int FIXED_SEEDS = Integer.getInteger("stretto.simulation.seeds", 1_600);
  private static final int FRESH_SEEDS = Integer.getInteger("stretto.simulation.freshSeeds", 500);
  private static final int SHRINKING_RUNS = 300;

  @Test
  void everySeedEndsAsTheOracleSays() throws InterruptedException, ExecutionException {
    Statistics statistics = run(LongStream.rangeClosed(1, FIXED_SEEDS));
    assertThat(statistics.conflicts()).as("the workload must provoke conflicts").isPositive();
    assertThat(statistics.strikes()).as("the faults must strike").isPositive();
  }

  @Test
  void seedsThatNeverRanBeforeEndAsTheOracleSays() throws InterruptedException, ExecutionException {
    long from = ThreadLocalRandom.current().nextLong(1L << 20, 1L << 40);
    run(LongStream.range(from, from + FRESH_SEEDS));
  }

  private static Statistics run(LongStream seeds) throws InterruptedException, ExecutionException {
    Statistics statistics = Statistics.NONE;
    long startNanos = System.nanoTime();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      List<Future<RunOutcome>> outcomes = new ArrayList<>();
      seeds.forEach(seed -> outcomes.add(threads.submit(() -> run(seed))));
      try {
        for (Future<RunOutcome> outcome : outcomes) {
          requireSound(outcome.get());
          statistics = statistics.plus(outcome.get().statistics());
        }
      } finally {
        threads.shutdownNow();
      }
    }
    double minutes = (System.nanoTime() - startNanos) / 60e9;
    System.out.printf("%s, %.0f seeds a minute%n", statistics, statistics.runs() / minutes);
    return statistics;
  }

  private static RunOutcome run(long seed) {
    return new SimulatedCluster(seed, RunOptions.whole(RunOptions.TRANSACTIONS), false).run();
  }

  private static void requireSound(RunOutcome outcome) {
    if (outcome.violation().isEmpty()) {
      return;
    }
    RunOptions whole = RunOptions.whole(RunOptions.TRANSACTIONS);
    Shrinker.Shrunk shrunk = Shrinker.shrink(outcome, whole, SHRINKING_RUNS);
    throw new AssertionError(
        String.format(
            "%s%n  replay: ./%s%n  shrunk: ./%s%n  commit: %s",
            outcome.violation().get().getMessage(),
            whole.command(outcome.seed()),
            shrunk.options().command(outcome.seed()),
            SourceCommit.id()),
        outcome.violation().get());
  }
}
