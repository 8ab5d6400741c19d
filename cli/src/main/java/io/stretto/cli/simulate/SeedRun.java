package io.stretto.cli.simulate;

import io.stretto.simulation.RunOptions;
import io.stretto.simulation.RunOutcome;
import io.stretto.simulation.RunOutcome.Statistics;
import io.stretto.simulation.SimulatedCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Runs one seed after another on several threads, a whole cluster each, until one violates a
 * property, all have been run, or the time is over.
 */
public final class SeedRun {

  private final RunOptions options;
  private final long endSeed;
  private final long endNanos;
  private final Consumer<Statistics> progress;
  private long nextSeed;
  private Statistics statistics = Statistics.NONE;
  private RunOutcome failed;

  private SeedRun(
      RunOptions options, long from, long seeds, Duration time, Consumer<Statistics> progress) {
    this.options = options;
    this.nextSeed = from;
    this.endSeed = from + seeds;
    this.endNanos = System.nanoTime() + time.toNanos();
    this.progress = progress;
  }

  /**
   * What came of it.
   *
   * @param statistics all that was run
   * @param failed the violation by the lowest seed that was found, if one was
   */
  public record Outcome(Statistics statistics, Optional<RunOutcome> failed) {}

  /**
   * Runs seeds.
   *
   * @param options what of each is run
   * @param from the first seed
   * @param seeds how many at most
   * @param time for how long at most; a run that has begun is ended
   * @param threads how many at once
   * @param progress told, by one thread at a time, of all that has been run so far
   */
  public static Outcome run(
      RunOptions options,
      long from,
      long seeds,
      Duration time,
      int threads,
      Consumer<Statistics> progress)
      throws InterruptedException, ExecutionException {
    SeedRun run = new SeedRun(options, from, seeds, time, progress);
    List<Callable<Void>> workers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      workers.add(run::work);
    }
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      try {
        for (Future<Void> worker : executor.invokeAll(workers)) {
          worker.get();
        }
      } finally {
        executor.shutdownNow();
      }
    }
    return new Outcome(run.statistics, Optional.ofNullable(run.failed));
  }

  private Void work() {
    for (OptionalLong seed = nextSeed(); seed.isPresent(); seed = nextSeed()) {
      done(new SimulatedCluster(seed.getAsLong(), options, false).run());
    }
    return null;
  }

  /** The next seed to run; empty where no more are. */
  private synchronized OptionalLong nextSeed() {
    boolean goesOn =
        failed == null
            && nextSeed < endSeed
            && System.nanoTime() - endNanos < 0
            && !Thread.currentThread().isInterrupted();
    return goesOn ? OptionalLong.of(nextSeed++) : OptionalLong.empty();
  }

  private synchronized void done(RunOutcome outcome) {
    statistics = statistics.plus(outcome.statistics());
    boolean isLowest = failed == null || outcome.seed() < failed.seed();
    if (outcome.violation().isPresent() && isLowest) {
      failed = outcome;
    }
    progress.accept(statistics);
  }
}
