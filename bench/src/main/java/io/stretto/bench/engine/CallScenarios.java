package io.stretto.bench.engine;

import io.stretto.bench.Figures;
import io.stretto.bench.code.Code;
import io.stretto.bench.code.WasmModule;
import io.stretto.bench.gas.ContractCalls;
import io.stretto.bench.gas.Scenario;
import io.stretto.wasm.RuntimeSettings;
import java.util.List;
import java.util.function.Consumer;

/** What a call costs that does nothing: on an instance that is kept, on a new one, in a bundle. */
final class CallScenarios implements Scenarios {

  private static final int[] PAGES = {1, 17};
  private static final int BUNDLED = 100;

  @Override
  public String title() {
    return "calls";
  }

  @Override
  public void measure(Rounds rounds, Consumer<Row> rows) {
    for (int pages : PAGES) {
      Scenario reused = kept(pages);
      byte[] code = empty(pages);
      ContractCalls calls = new ContractCalls(oneInstance());
      calls.deploy("one", code).deploy("other", code);
      Scenario one = calls.call("one");
      Scenario other = calls.call("other");
      Scenario bundle = calls(pages).bundle("contract", BUNDLED);
      List<Figures> nanos =
          rounds.measure(
              reused::run,
              () -> {
                one.run();
                other.run();
              },
              bundle::run);
      String memory = pages == 1 ? "1 page" : pages + " pages";
      rows.accept(Row.of("empty transaction, " + memory + ": instance kept", nanos.get(0)));
      rows.accept(
          Row.of("empty transaction, " + memory + ": new instance", nanos.get(1).dividedBy(2))
              .comparedWith("kept", nanos.get(0)));
      rows.accept(
          Row.of("empty call, " + memory + ": in a bundle", nanos.get(2).dividedBy(BUNDLED))
              .comparedWith("kept", nanos.get(0)));
    }
  }

  /** Calls of nothing on one instance. */
  static Scenario kept(int pages) {
    return calls(pages).call("contract");
  }

  private static ContractCalls calls(int pages) {
    return new ContractCalls().deploy("contract", empty(pages));
  }

  private static byte[] empty(int pages) {
    return new WasmModule(pages).run(new Code()).build();
  }

  /** Of two contracts that are called in turn, one instance is kept, so each call makes another. */
  private static RuntimeSettings oneInstance() {
    RuntimeSettings defaults = RuntimeSettings.DEFAULT;
    return new RuntimeSettings(
        defaults.engineMode(),
        defaults.schedule(),
        defaults.cachedModules(),
        defaults.cachedModuleBytes(),
        1,
        defaults.cachedInstanceBytes(),
        defaults.freshInstanceCheckInterval());
  }
}
