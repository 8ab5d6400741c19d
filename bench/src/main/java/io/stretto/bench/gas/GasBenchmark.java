package io.stretto.bench.gas;

import io.stretto.wasm.ContractThreads;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Holds the prices of the gas schedule against time: tells, for everything that costs gas, how much
 * of it goes in a microsecond, and how many times slower than the norm that is.
 *
 * <p>The norm is a third of the rate of plain integer code, measured in the same run: about one
 * unit a nanosecond. So a limit on gas is a limit on time, on machines of any speed.
 */
public final class GasBenchmark {

  /** How much slower for its gas than the norm anything may be; the prices aim at three. */
  private static final double SLOWER_MAXIMUM = 5;

  /** How much faster than the norm plain integer code is. */
  private static final double FASTER_THAN_NORM = 3;

  private GasBenchmark() {}

  /**
   * Runs the scenarios in whose names a pattern is found, in a thread of its own, and hands on each
   * line of a table as it is measured. Returns whether all of them are fast enough for their price.
   */
  public static boolean run(Pattern names, Consumer<String> lines) throws InterruptedException {
    FutureTask<Boolean> task = new FutureTask<>(() -> measure(names, lines));
    ContractThreads.factory("gas").newThread(task).start();
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a scenario failed: " + e.getCause().getMessage(), e);
    }
  }

  private static boolean measure(Pattern names, Consumer<String> lines) {
    lines.accept("| what | gas of a run | gas a µs | times slower than the norm |");
    lines.accept("|---|---:|---:|---:|");
    Scenarios scenarios = all();
    Supplier<Scenario> reference = scenarios.all().remove(InstructionScenarios.REFERENCE);
    GasRate plain = GasRate.measure(reference.get());
    double norm = plain.gasPerMicrosecond() / FASTER_THAN_NORM;
    lines.accept(line(InstructionScenarios.REFERENCE, plain, norm));
    boolean isWorthIt = true;
    for (var entry : scenarios.all().entrySet()) {
      if (names.matcher(entry.getKey()).find()) {
        GasRate rate = GasRate.measure(entry.getValue().get());
        lines.accept(line(entry.getKey(), rate, norm));
        isWorthIt &= rate.gasPerMicrosecond() * SLOWER_MAXIMUM >= norm;
      }
    }
    return isWorthIt;
  }

  private static Scenarios all() {
    Scenarios scenarios = new Scenarios();
    InstructionScenarios.addTo(scenarios);
    ControlScenarios.addTo(scenarios);
    MemoryScenarios.addTo(scenarios);
    HostScenarios.addTo(scenarios);
    StorageScenarios.addTo(scenarios);
    DeploymentScenarios.addTo(scenarios);
    return scenarios;
  }

  private static String line(String name, GasRate rate, double norm) {
    double slower = norm / rate.gasPerMicrosecond();
    return String.format(
        Locale.ROOT,
        "| %s | %,d | %,.0f | %.1f%s |",
        name,
        rate.gasOfRun(),
        rate.gasPerMicrosecond(),
        slower,
        slower > SLOWER_MAXIMUM ? " !" : "");
  }
}
