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
 * of it goes in a microsecond, and how much slower that is than plain integer code.
 */
public final class GasBenchmark {

  /** How much slower for its gas than plain integer code anything may be. */
  public static final double SLOWER_MAXIMUM = 10;

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
    lines.accept("| what | gas of a run | gas a µs | times slower |");
    lines.accept("|---|---:|---:|---:|");
    Scenarios scenarios = all();
    Supplier<Scenario> reference = scenarios.all().remove(InstructionScenarios.REFERENCE);
    GasRate plain = GasRate.measure(reference.get());
    lines.accept(line(InstructionScenarios.REFERENCE, plain, 1));
    boolean isWorthIt = true;
    for (var entry : scenarios.all().entrySet()) {
      if (names.matcher(entry.getKey()).find()) {
        GasRate rate = GasRate.measure(entry.getValue().get());
        double slower = plain.gasPerMicrosecond() / rate.gasPerMicrosecond();
        lines.accept(line(entry.getKey(), rate, slower));
        isWorthIt &= slower <= SLOWER_MAXIMUM;
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

  private static String line(String name, GasRate rate, double slower) {
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
