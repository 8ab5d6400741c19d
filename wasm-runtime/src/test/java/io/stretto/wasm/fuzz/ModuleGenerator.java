package io.stretto.wasm.fuzz;

import io.stretto.wasm.bytecode.FunctionSignature;
import io.stretto.wasm.bytecode.ValueType;
import io.stretto.wasm.fuzz.GeneratedModule.Data;
import io.stretto.wasm.fuzz.GeneratedModule.Elements;
import io.stretto.wasm.fuzz.GeneratedModule.Export;
import io.stretto.wasm.fuzz.GeneratedModule.Global;
import io.stretto.wasm.fuzz.GeneratedModule.Import;
import io.stretto.wasm.host.HostFunctions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Generates valid modules: what contracts may contain, all of it, from a source of decisions. */
public final class ModuleGenerator {

  /** Keys, values and texts that host functions are given. */
  private static final byte[] STRINGS =
      "key0key1key2key3grüße, Welt; some text that is long enough for a value or two........"
          .getBytes(StandardCharsets.UTF_8);

  private static final int INSTRUCTION_BUDGET = 400;

  private final Choices choices;
  private final Features features;
  private final GeneratedModule module = new GeneratedModule();
  private final List<FunctionSignature> signatures = new ArrayList<>();

  private ModuleGenerator(Choices choices, Features features) {
    this.choices = choices;
    this.features = features;
  }

  /** Generates a module. */
  public static GeneratedModule generate(Choices choices) {
    return new ModuleGenerator(choices, Features.of(choices)).generate();
  }

  /** Generates a module that does nothing but call host functions, one after the other. */
  public static GeneratedModule generateHostCalls(Choices choices) {
    ModuleGenerator generator = new ModuleGenerator(choices, Features.ofHostCalls(choices));
    present().forEach(generator::addImport);
    generator.addMemory();
    generator.addGlobals();
    ModuleShape shape = generator.shape();
    new EntryGenerator(shape).addHostCalls("call0", choices.between(1, 14));
    return generator.module;
  }

  private GeneratedModule generate() {
    addImports();
    addMemory();
    addGlobals();
    for (int i = choices.below(features.calls() ? 5 : 2); i > 0; i--) {
      signatures.add(signature());
    }
    int entries = 1 + choices.below(3);
    addTable();
    ModuleShape shape = new ModuleShape(choices, features, module, signatures, 0, module.table());
    for (int own = 0; own < signatures.size(); own++) {
      FunctionSignature signature = signatures.get(own);
      ValueType result = signature.results().isEmpty() ? null : signature.results().getFirst();
      FunctionBuilder function =
          new FunctionBuilder(
              shape, own, signature.parameters(), result, choices.below(INSTRUCTION_BUDGET));
      function.statements.statements();
      function.statements.statements();
      if (result != null) {
        function.values.value(result);
      }
      module.functions.add(function.toFunction(module.typeOf(signature)));
    }
    for (int i = 0; i < entries; i++) {
      new EntryGenerator(shape).add("call" + i, choices.below(INSTRUCTION_BUDGET));
    }
    exportCallables();
    return module;
  }

  private ModuleShape shape() {
    return new ModuleShape(choices, features, module, signatures, 0, module.table());
  }

  private void addImports() {
    EntryGenerator.NEEDED_IMPORTS.forEach(this::addImport);
    if (features.hostCalls()) {
      boolean all = choices.oneIn(4);
      for (String name : present()) {
        // What shows gas makes the outcome depend on it: rarely, so that most modules do not.
        boolean showsGas = name.equals("env.prepaid_gas") || name.equals("env.used_gas");
        if (showsGas ? choices.oneIn(16) : all || choices.oneIn(3)) {
          addImport(name);
        }
      }
    }
  }

  /** The names of all functions that do more than fail. */
  private static List<String> present() {
    return HostFunctions.signatures().keySet().stream()
        .filter(name -> !HostFunctions.absent().contains(name))
        .sorted()
        .toList();
  }

  private void addImport(String fullName) {
    FunctionSignature signature = HostFunctions.signatures().get(fullName);
    String[] parts = fullName.split("\\.", 2);
    module.imports.add(new Import(parts[0], parts[1], module.typeOf(signature)));
  }

  private void addMemory() {
    if (!features.memory()) {
      return;
    }
    module.memoryPages = choices.oneIn(24) ? 0 : (int) choices.pick(1, 1, 2, 3);
    module.memoryPagesMaximum =
        module.memoryPages + (features.growth() ? choices.between(1, 6) : choices.below(2));
    if (module.memoryPages > 0) {
      module.data.add(new Data(false, 0, STRINGS));
      for (int i = choices.below(3); i > 0; i--) {
        int offset = (int) choices.pick(4090, 100, 8192, 65_520);
        module.data.add(
            new Data(choices.oneIn(2), offset, choices.bytes((int) choices.pick(0, 1, 12, 16))));
      }
    }
  }

  private void addGlobals() {
    module.globals.add(new Global(ValueType.I32, true, fuel()));
    for (int i = choices.below(4); i > 0; i--) {
      ValueType type = choices.pick(features.types());
      module.globals.add(new Global(type, !choices.oneIn(4), Constants.of(type, choices)));
    }
  }

  /** How many calls are made; sometimes so many that recursion goes deep. */
  private int fuel() {
    return features.recursion() && choices.oneIn(4)
        ? choices.between(200, 8_000)
        : choices.between(1, 40);
  }

  private FunctionSignature signature() {
    ValueType[] parameters = new ValueType[choices.below(choices.oneIn(10) ? 20 : 4)];
    Arrays.setAll(parameters, i -> choices.pick(features.types()));
    List<ValueType> result = choices.oneIn(4) ? List.of() : List.of(choices.pick(features.types()));
    return new FunctionSignature(List.of(parameters), result);
  }

  /** A table with own and imported functions, some of its entries empty, some set twice. */
  private void addTable() {
    int functions = module.imports.size() + signatures.size();
    if (!features.calls() || choices.oneIn(3)) {
      return;
    }
    module.tableEntries = choices.between(1, 8);
    for (int i = choices.below(3); i >= 0; i--) {
      int offset = choices.below(module.tableEntries);
      List<Integer> entries = new ArrayList<>();
      for (int more = choices.below(module.tableEntries - offset); more >= 0; more--) {
        int own = module.imports.size() + choices.below(Math.max(1, signatures.size()));
        entries.add(choices.oneIn(4) ? choices.below(functions) : Math.min(own, functions - 1));
      }
      module.elements.add(new Elements(offset, entries));
    }
  }

  /** Exports what can be called besides the entries, host functions included. */
  private void exportCallables() {
    Map<Integer, String> exported = new TreeMap<>();
    module.exports.forEach(export -> exported.put(export.function(), export.name()));
    for (int i = 0; i < module.imports.size() + module.functions.size(); i++) {
      boolean exports = i >= module.imports.size() || choices.oneIn(6);
      if (exports
          && module.signature(i).equals(FunctionSignature.CALLABLE)
          && !exported.containsKey(i)) {
        module.exports.add(new Export("plain" + i, i));
      }
    }
  }
}
