package io.stretto.bench.gas;

import io.stretto.wasm.ContractThreads;
import java.util.Locale;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Holds the prices of the gas schedule against time: prints, for everything that costs gas, how
 * much of it goes in a microsecond, and how much slower that is than plain integer code.
 */
public final class GasBenchmark {

  /** How much slower for its gas than plain integer code anything may be. */
  private static final double SLOWER_MAXIMUM = 10;

  private GasBenchmark() {}

  /**
   * Runs the scenarios whose names match a regular expression, or all of them. Ends with 1 where
   * one of them is too slow for its price.
   */
  public static void main(String[] arguments) throws Exception {
    String wanted = arguments.length == 0 ? "" : arguments[0];
    FutureTask<Boolean> task = new FutureTask<>(() -> run(wanted));
    ContractThreads.factory("gas").newThread(task).start();
    System.exit(task.get() ? 0 : 1);
  }

  private static boolean run(String wanted) {
    Scenarios scenarios = new Scenarios();
    InstructionScenarios.addTo(scenarios);
    ControlScenarios.addTo(scenarios);
    MemoryScenarios.addTo(scenarios);
    HostScenarios.addTo(scenarios);
    StorageScenarios.addTo(scenarios);
    DeploymentScenarios.addTo(scenarios);
    System.out.printf(
        "%d cores, Java %s, %s %s%n%n",
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("java.version"),
        System.getProperty("os.name"),
        System.getProperty("os.arch"));
    System.out.println("| what | gas of a run | gas a µs | times slower |");
    System.out.println("|---|---:|---:|---:|");
    Supplier<Scenario> reference = scenarios.all().remove(InstructionScenarios.REFERENCE);
    GasRate plain = GasRate.measure(reference.get());
    print(InstructionScenarios.REFERENCE, plain, plain);
    boolean kept = true;
    for (var entry : scenarios.all().entrySet()) {
      if (entry.getKey().matches(".*(" + wanted + ").*")) {
        GasRate rate = GasRate.measure(entry.getValue().get());
        print(entry.getKey(), rate, plain);
        kept &= plain.gasPerMicrosecond() <= SLOWER_MAXIMUM * rate.gasPerMicrosecond();
      }
    }
    return kept;
  }

  private static void print(String name, GasRate rate, GasRate plain) {
    double slower = plain.gasPerMicrosecond() / rate.gasPerMicrosecond();
    System.out.printf(
        Locale.ROOT,
        "| %s | %,d | %,.0f | %.1f%s |%n",
        name,
        rate.gasOfRun(),
        rate.gasPerMicrosecond(),
        slower,
        slower > SLOWER_MAXIMUM ? " !" : "");
  }
}
