package io.stretto.bench.engine;

import io.stretto.bench.Figures;
import io.stretto.bench.gas.ContractCalls;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** What a large contract costs before it runs: its examination, and its compilation to bytecode. */
final class CompilationScenarios implements Scenarios {

  private static final int MODULE_BYTES = 1 << 20;

  private final AtomicInteger made = new AtomicInteger();

  @Override
  public String title() {
    return "compilation";
  }

  @Override
  public void measure(Rounds rounds, Consumer<Row> rows) {
    Figures deployment = rounds.measureSlow(this::deploy);
    rows.accept(Row.of("deployment of 1 MB: parsed, checked, metered", deployment));
    rows.accept(
        Row.of(
                "deployment of 1 MB and first call: compiled to bytecode as well",
                rounds.measureSlow(() -> deploy().call("contract").run()))
            .comparedWith("deployment", deployment));
  }

  /** Deploys a module that nobody has seen before, to an executor that keeps none. */
  private ContractCalls deploy() {
    byte[] code = LargeModule.make(made.incrementAndGet(), MODULE_BYTES);
    return new ContractCalls().deploy("contract", code);
  }
}
