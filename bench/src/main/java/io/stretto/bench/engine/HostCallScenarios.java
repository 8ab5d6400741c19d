package io.stretto.bench.engine;

import io.stretto.bench.Figures;
import io.stretto.bench.code.Code;
import io.stretto.bench.code.WasmModule;
import io.stretto.bench.gas.ContractCalls;
import io.stretto.bench.gas.Scenario;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What one call of a host function costs, the loop around it taken off. */
final class HostCallScenarios implements Scenarios {

  private static final int CALLS = 1_000;
  private static final int KEY_BYTES = 32;
  private static final long AIM_NANOS = 50;

  private static final int KEY = 0;
  private static final int BUFFER = 64;

  @Override
  public String title() {
    return "host-calls";
  }

  @Override
  public void measure(Rounds rounds, Consumer<Row> rows) {
    Map<String, long[]> functions = new LinkedHashMap<>();
    functions.put("env.register_len", new long[] {0});
    functions.put("env.storage_has_key", new long[] {KEY_BYTES, KEY});
    functions.put("env.storage_read", new long[] {KEY_BYTES, KEY, 0});
    functions.put("stretto.get_storage", new long[] {KEY, KEY_BYTES, BUFFER, KEY_BYTES});
    functions.put("stretto.set_storage", new long[] {KEY, KEY_BYTES, BUFFER, KEY_BYTES});
    List<Rounds.Work> works = new ArrayList<>();
    works.add(transaction(new WasmModule(1), new Code()));
    functions.forEach(
        (name, arguments) -> {
          HostModule host = new HostModule(1, name);
          works.add(transaction(host.module(), host.call(name, arguments)));
        });
    List<Figures> nanos = rounds.measure(works.toArray(Rounds.Work[]::new));
    double loop = nanos.get(0).minimum();
    int index = 1;
    for (String name : functions.keySet()) {
      Figures call = nanos.get(index++).minus(loop).dividedBy(CALLS);
      boolean hasKey = !name.equals("env.register_len");
      Row row = Row.of("host call " + name + (hasKey ? ", key of 32 bytes" : ", no key"), call);
      rows.accept(hasKey ? row.comparedWithNanos(AIM_NANOS) : row);
    }
  }

  /** A transaction that does something so many times, over a state that has the key. */
  private static Rounds.Work transaction(WasmModule module, Code body) {
    byte[] code = module.run(new Code().repeat(CALLS, WasmModule.COUNTER, body)).build();
    ContractCalls calls = new ContractCalls().deploy("contract", code);
    calls.store("contract", new byte[KEY_BYTES], new byte[KEY_BYTES]);
    Scenario call = calls.call("contract");
    return call::run;
  }
}
