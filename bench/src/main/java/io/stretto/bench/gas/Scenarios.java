package io.stretto.bench.gas;

import io.stretto.bench.code.Code;
import io.stretto.bench.code.WasmModule;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Scenarios by name, in the order in which they were added; each is made when it is measured. */
final class Scenarios {

  private final Map<String, Supplier<Scenario>> byName = new LinkedHashMap<>();

  /** Adds a scenario. */
  void add(String name, Supplier<Scenario> scenario) {
    if (byName.putIfAbsent(name, scenario) != null) {
      throw new IllegalArgumentException("two scenarios are called " + name);
    }
  }

  /** Adds calls of a function of this code, in a contract with so many pages of memory. */
  void addCall(String name, int pages, Code code) {
    addCall(name, new WasmModule(pages).run(code));
  }

  /** Adds calls of a module's function. */
  void addCall(String name, WasmModule module) {
    add(name, () -> new ContractCalls().deploy("contract", module.build()).call("contract"));
  }

  Map<String, Supplier<Scenario>> all() {
    return byName;
  }
}
