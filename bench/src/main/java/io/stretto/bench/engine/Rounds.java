package io.stretto.bench.engine;

import io.stretto.bench.Figures;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Times pieces of work in turn, round after round, so that whatever else the machine does meets all
 * of them alike. Before that, each is done until it gets no faster. What counts is the processor
 * time of the calling thread, so waiting for a processor does not; nor do the collector and the
 * compiler, which have threads of their own.
 */
final class Rounds {

  private static final long BATCH_NANOS = 5_000_000;
  private static final long WARMING_NANOS_MAXIMUM = 8_000_000_000L;

  /** Batches without progress after which code counts as warm: a second. */
  private static final int WARM_BATCHES = 200;

  private static final double PROGRESS = 1.02;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final int count;

  /** Something to time. */
  @FunctionalInterface
  interface Work {

    /** Does it once. */
    void run();
  }

  /** So many rounds a measurement, at least 1. */
  Rounds(int count) {
    this.count = count;
  }

  /** Times several works in turn; returns, for each, the nanoseconds that one run takes. */
  List<Figures> measure(Work... works) {
    int[] runs = new int[works.length];
    for (int i = 0; i < works.length; i++) {
      runs[i] = warm(works[i]);
    }
    double[][] nanos = new double[works.length][count];
    for (int round = 0; round < count; round++) {
      for (int i = 0; i < works.length; i++) {
        nanos[i][round] = batch(works[i], runs[i]);
      }
    }
    List<Figures> figures = new ArrayList<>();
    Arrays.stream(nanos).forEach(each -> figures.add(Figures.of(each)));
    return figures;
  }

  /**
   * Times work that is too slow or too rare to be warmed for long, as often as rounds are wanted.
   */
  Figures measureSlow(Work work) {
    work.run();
    double[] nanos = new double[count];
    Arrays.setAll(nanos, round -> batch(work, 1));
    return Figures.of(nanos);
  }

  /** Does work until it gets no faster; returns how many runs fill a batch. */
  private static int warm(Work work) {
    long begin = THREADS.getCurrentThreadCpuTime();
    double best = Double.MAX_VALUE;
    int batchesWithoutProgress = 0;
    int runs = 1;
    long elapsed = 0;
    while (batchesWithoutProgress < WARM_BATCHES && elapsed < WARMING_NANOS_MAXIMUM) {
      double nanos = batch(work, runs);
      batchesWithoutProgress = nanos * PROGRESS < best ? 0 : batchesWithoutProgress + 1;
      best = Math.min(best, nanos);
      runs = (int) Math.clamp(BATCH_NANOS / Math.max(best, 1), 1, 1_000_000);
      elapsed = THREADS.getCurrentThreadCpuTime() - begin;
    }
    return runs;
  }

  private static double batch(Work work, int runs) {
    long begin = THREADS.getCurrentThreadCpuTime();
    for (int i = 0; i < runs; i++) {
      work.run();
    }
    return (THREADS.getCurrentThreadCpuTime() - begin) / (double) runs;
  }
}
