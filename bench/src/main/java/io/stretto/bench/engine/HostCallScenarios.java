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

  /** How many calls a transaction makes. */
  static final int CALLS = 1_000;

  private static final int KEY_BYTES = 32;
  private static final long AIM_NANOS = 50;

  private static final int KEY = 0;
  private static final int BUFFER = 64;

  /** The loop alone. */
  private static final String NONE = "none";

  private static final Map<String, long[]> ARGUMENTS = arguments();

  private static Map<String, long[]> arguments() {
    Map<String, long[]> arguments = new LinkedHashMap<>();
    arguments.put(NONE, new long[0]);
    arguments.put("env.register_len", new long[] {0});
    arguments.put("env.storage_has_key", new long[] {KEY_BYTES, KEY});
    arguments.put("env.storage_read", new long[] {KEY_BYTES, KEY, 0});
    arguments.put("stretto.get_storage", new long[] {KEY, KEY_BYTES, BUFFER, KEY_BYTES});
    arguments.put("stretto.set_storage", new long[] {KEY, KEY_BYTES, BUFFER, KEY_BYTES});
    return arguments;
  }

  @Override
  public String title() {
    return "host-calls";
  }

  @Override
  public void measure(Rounds rounds, Consumer<Row> rows) {
    List<String> functions = new ArrayList<>(ARGUMENTS.keySet());
    List<Figures> nanos =
        rounds.measure(
            functions.stream().map(HostCallScenarios::transaction).toArray(Rounds.Work[]::new));
    double loop = nanos.get(functions.indexOf(NONE)).minimum();
    for (int i = 1; i < functions.size(); i++) {
      String name = functions.get(i);
      Figures call = nanos.get(i).minus(loop).dividedBy(CALLS);
      boolean hasKey = name.contains("storage");
      Row row = Row.of("host call " + name + (hasKey ? ", key of 32 bytes" : ", no key"), call);
      rows.accept(hasKey ? row.comparedWithNanos(AIM_NANOS) : row);
    }
  }

  /** A transaction that calls a function so many times, over a state that has the key. */
  static Rounds.Work transaction(String function) {
    if (function.equals(NONE)) {
      return transaction(new WasmModule(1), new Code());
    }
    HostModule host = new HostModule(1, function);
    return transaction(host.module(), host.call(function, ARGUMENTS.get(function)));
  }

  private static Rounds.Work transaction(WasmModule module, Code body) {
    byte[] code = module.run(new Code().repeat(CALLS, WasmModule.COUNTER, body)).build();
    ContractCalls calls = new ContractCalls().deploy("contract", code);
    calls.store("contract", new byte[KEY_BYTES], new byte[KEY_BYTES]);
    Scenario call = calls.call("contract");
    return call::run;
  }
}
