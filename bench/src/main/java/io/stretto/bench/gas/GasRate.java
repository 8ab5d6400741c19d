package io.stretto.bench.gas;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * How much gas goes in a microsecond of processor time, all threads of this process together, so
 * the collector's work counts and other processes do not.
 *
 * @param gasPerMicrosecond the median of several rounds
 * @param gasOfRun what one run costs
 */
record GasRate(double gasPerMicrosecond, long gasOfRun) {

  private static final long ROUND_NANOS = 200_000_000;
  private static final long WARMING_NANOS_MAXIMUM = 15_000_000_000L;
  private static final int ROUNDS = 5;

  /** Rounds without progress after which code counts as warm. */
  private static final int WARM_ROUNDS = 4;

  private static final double PROGRESS = 1.05;

  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  /** Runs a scenario until it gets no faster, and then measures it. */
  static GasRate measure(Scenario scenario) {
    warm(scenario);
    double[] rounds = new double[ROUNDS];
    Arrays.setAll(rounds, i -> round(scenario));
    Arrays.sort(rounds);
    return new GasRate(rounds[ROUNDS / 2], scenario.run());
  }

  private static void warm(Scenario scenario) {
    long begin = SYSTEM.getProcessCpuTime();
    double best = 0;
    int roundsWithoutProgress = 0;
    while (roundsWithoutProgress < WARM_ROUNDS
        && SYSTEM.getProcessCpuTime() - begin < WARMING_NANOS_MAXIMUM) {
      double rate = round(scenario);
      roundsWithoutProgress = rate > best * PROGRESS ? 0 : roundsWithoutProgress + 1;
      best = Math.max(best, rate);
    }
  }

  private static double round(Scenario scenario) {
    long begin = SYSTEM.getProcessCpuTime();
    long gas = 0;
    long nanos = 0;
    while (nanos < ROUND_NANOS) {
      gas += scenario.run();
      nanos = SYSTEM.getProcessCpuTime() - begin;
    }
    return gas * 1e3 / nanos;
  }
}
