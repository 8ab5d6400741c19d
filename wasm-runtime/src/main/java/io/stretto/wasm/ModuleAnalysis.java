package io.stretto.wasm;

import io.stretto.wasm.bytecode.CodeAnalysis;
import io.stretto.wasm.bytecode.ContractModule;
import io.stretto.wasm.bytecode.FunctionNames;
import io.stretto.wasm.bytecode.HostCosts;
import io.stretto.wasm.bytecode.InvalidCodeException;
import io.stretto.wasm.bytecode.Repetition;
import io.stretto.wasm.bytecode.SizedInstruction;
import io.stretto.wasm.bytecode.SymbolicBound;
import io.stretto.wasm.gas.Cost;
import io.stretto.wasm.gas.GasSchedule;
import io.stretto.wasm.host.SizePrices;
import io.stretto.wasm.host.SizePrices.SizePrice;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The analysis of one module. */
final class ModuleAnalysis {

  private final GasSchedule schedule;
  private final ContractModule module;
  private final SizePrices prices;

  ModuleAnalysis(ContractModule module, GasSchedule schedule) {
    this.schedule = schedule;
    this.module = module;
    this.prices = new SizePrices(schedule, LoadedContract.countsStorage(module));
  }

  ContractAnalysis run() throws InvalidCodeException {
    CodeAnalysis analysis = new CodeAnalysis(module, schedule, hostCosts());
    FunctionNames names = new FunctionNames(module);
    Map<String, Integer> callable = new TreeMap<>(LoadedContract.callableFunctions(module));
    LoadedContract.finaliser(module)
        .ifPresent(index -> callable.put(LoadedContract.FINALISER, index));
    List<ContractAnalysis.Recursion> recursions = recursions(analysis, callable, names);
    Map<String, ContractAnalysis.Function> functions = new LinkedHashMap<>();
    callable.forEach(
        (name, index) -> functions.put(name, function(name, analysis, index, recursions)));
    List<ContractAnalysis.Loop> loops = loops(functions, names);
    return new ContractAnalysis(
        module.code().length,
        module.memoryPages(),
        module.memoryPagesMaximum(),
        schedule.cost(Cost.ARGUMENT_BYTE),
        module.imports().stream().map(ModuleAnalysis::fullName).toList(),
        loops,
        recursions,
        countNames(loops, recursions),
        sizePrices(functions),
        functions);
  }

  private HostCosts hostCosts() {
    return new HostCosts() {
      @Override
      public long gas(ContractModule.Import imported) {
        return prices.fixedGas(fullName(imported));
      }

      @Override
      public boolean returns(ContractModule.Import imported) {
        return SizePrices.returns(fullName(imported));
      }
    };
  }

  private static List<ContractAnalysis.Recursion> recursions(
      CodeAnalysis analysis, Map<String, Integer> callable, FunctionNames names) {
    BitSet reachable = new BitSet();
    callable.values().forEach(function -> reachable.or(analysis.reachable(function)));
    List<ContractAnalysis.Recursion> recursions = new ArrayList<>();
    analysis
        .recursions(reachable)
        .forEach(
            (place, functions) ->
                recursions.add(
                    new ContractAnalysis.Recursion(
                        "r" + (recursions.size() + 1),
                        place,
                        functions,
                        functions.stream().map(names::of).toList())));
    return recursions;
  }

  private static List<ContractAnalysis.Loop> loops(
      Map<String, ContractAnalysis.Function> functions, FunctionNames names) {
    Set<Repetition> counted = new TreeSet<>();
    functions.values().forEach(function -> counted.addAll(function.gas().repetitions()));
    List<ContractAnalysis.Loop> loops = new ArrayList<>();
    for (Repetition place : counted) {
      if (place.kind() == Repetition.Kind.LOOP) {
        String name = "n" + (loops.size() + 1);
        loops.add(new ContractAnalysis.Loop(name, place, names.of(place.function())));
      }
    }
    return loops;
  }

  private static Map<Repetition, String> countNames(
      List<ContractAnalysis.Loop> loops, List<ContractAnalysis.Recursion> recursions) {
    Map<Repetition, String> names = new TreeMap<>();
    loops.forEach(loop -> names.put(loop.place(), loop.name()));
    recursions.forEach(recursion -> names.put(recursion.place(), recursion.name()));
    return names;
  }

  private ContractAnalysis.Function function(
      String name,
      CodeAnalysis analysis,
      int function,
      List<ContractAnalysis.Recursion> recursions) {
    BitSet reachable = analysis.reachable(function);
    Set<String> hostFunctions = new TreeSet<>();
    reachable.stream()
        .filter(index -> index < module.imports().size())
        .forEach(index -> hostFunctions.add(fullName(module.imports().get(index))));
    Set<SizedInstruction> instructions = analysis.sizedInstructions(reachable);
    Set<String> sized = new TreeSet<>();
    instructions.forEach(instruction -> sized.add(instruction.text()));
    hostFunctions.stream().filter(host -> !prices.of(host).isEmpty()).forEach(sized::add);
    boolean growsMemory = instructions.contains(SizedInstruction.MEMORY_GROW);
    return new ContractAnalysis.Function(
        gas(name, analysis, function),
        analysis.repeatingLoops(reachable),
        recursions.stream()
            .filter(recursion -> reachable.get(recursion.functions().getFirst()))
            .map(ContractAnalysis.Recursion::name)
            .toList(),
        growsMemory,
        growsMemory ? module.memoryPagesMaximum() : module.memoryPages(),
        sized,
        hostFunctions,
        analysis.constantKeys(reachable));
  }

  /** A finaliser runs in a transaction that has begun, on an instance that is there. */
  private SymbolicBound gas(String name, CodeAnalysis analysis, int function) {
    long start =
        name.equals(LoadedContract.FINALISER)
            ? 0
            : schedule.cost(Cost.TRANSACTION)
                + schedule.cost(Cost.INITIAL_PAGE) * module.memoryPages();
    return analysis.gasBound(function).plus(start);
  }

  private Map<String, List<SizePrice>> sizePrices(
      Map<String, ContractAnalysis.Function> functions) {
    Map<String, List<SizePrice>> all = new TreeMap<>();
    functions.values().stream()
        .flatMap(function -> function.hostFunctions().stream())
        .forEach(name -> all.put(name, prices.of(name)));
    all.values().removeIf(List::isEmpty);
    for (SizedInstruction instruction : SizedInstruction.values()) {
      boolean used =
          functions.values().stream()
              .anyMatch(function -> function.sized().contains(instruction.text()));
      if (used) {
        SizePrice price = new SizePrice(instruction.unit(), schedule.cost(instruction.cost()));
        all.put(instruction.text(), List.of(price));
      }
    }
    return all;
  }

  private static String fullName(ContractModule.Import imported) {
    return imported.module() + "." + imported.name();
  }
}
