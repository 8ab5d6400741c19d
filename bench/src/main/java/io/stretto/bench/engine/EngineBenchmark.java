package io.stretto.bench.engine;

import io.stretto.wasm.ContractThreads;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Measures the WebAssembly engine, in a thread as contracts run on. */
public final class EngineBenchmark {

  private EngineBenchmark() {}

  /** The kinds of things that are measured; a new one gets a class of its own and a line here. */
  private static List<Scenarios> all() {
    return List.of(
        new ComputeScenarios(),
        new HostCallScenarios(),
        new CallScenarios(),
        new TransactionScenarios(),
        new ExchangeScenarios(),
        new CompilationScenarios());
  }

  /** What the kinds are called. */
  public static List<String> titles() {
    return all().stream().map(Scenarios::title).toList();
  }

  /**
   * Measures the kinds in whose titles a pattern is found.
   *
   * @param rounds how many rounds are measured after the warm-up, at least 1
   * @param rows told each row as it is measured
   */
  public static void run(Pattern titles, int rounds, Consumer<Row> rows)
      throws InterruptedException {
    FutureTask<Void> task =
        new FutureTask<>(
            () -> {
              for (Scenarios scenarios : all()) {
                if (titles.matcher(scenarios.title()).find()) {
                  scenarios.measure(new Rounds(rounds), rows);
                }
              }
              return null;
            });
    ContractThreads.factory("engine").newThread(task).start();
    try {
      task.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a scenario failed: " + e.getCause().getMessage(), e);
    }
  }
}
