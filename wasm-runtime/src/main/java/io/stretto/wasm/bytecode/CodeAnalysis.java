package io.stretto.wasm.bytecode;

import io.stretto.wasm.gas.GasSchedule;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/** What can be known of a module's functions without running them. Not safe for several threads. */
public final class CodeAnalysis {

  private final ContractModule module;
  private final List<FunctionFacts> facts = new ArrayList<>();
  private final GasBounds bounds;
  private final Map<FunctionSignature, List<Integer>> tableFunctions;

  /**
   * Looks at all functions of a module.
   *
   * @param hostGas what a call of an imported function costs, sizes aside
   */
  public CodeAnalysis(
      ContractModule module, GasSchedule schedule, ToLongFunction<ContractModule.Import> hostGas)
      throws InvalidCodeException {
    this.module = module;
    this.tableFunctions = module.tableFunctionsBySignature();
    this.bounds = new GasBounds(module, schedule, hostGas);
    FactScanner scanner = new FactScanner(module, schedule);
    for (int i = 0; i < module.functionTypes().length; i++) {
      facts.add(scanner.scan(i));
    }
  }

  /** The most gas that a function can use, sizes aside; empty where nothing bounds it. */
  public OptionalLong gasBound(int function) throws InvalidCodeException {
    return bounds.bound(function);
  }

  /** The functions that can run when one is called, itself and imported ones included. */
  public BitSet reachable(int function) {
    BitSet seen = new BitSet();
    Set<FunctionSignature> seenSignatures = new HashSet<>();
    Deque<Integer> open = new ArrayDeque<>();
    seen.set(function);
    open.add(function);
    while (!open.isEmpty()) {
      int next = open.remove();
      if (next >= module.imports().size()) {
        FunctionFacts found = facts.get(next - module.imports().size());
        addUnseen(found.callees(), seen, open);
        for (FunctionSignature signature : found.tableSignatures()) {
          if (seenSignatures.add(signature)) {
            addUnseen(tableFunctions.getOrDefault(signature, List.of()), seen, open);
          }
        }
      }
    }
    return seen;
  }

  private static void addUnseen(Collection<Integer> functions, BitSet seen, Deque<Integer> open) {
    for (int function : functions) {
      if (!seen.get(function)) {
        seen.set(function);
        open.add(function);
      }
    }
  }

  /** The storage keys, in hexadecimal digits, that functions name by constants. */
  public Set<String> constantKeys(BitSet functions) {
    Set<String> keys = new TreeSet<>();
    functions.stream()
        .filter(function -> function >= module.imports().size())
        .forEach(
            function -> keys.addAll(facts.get(function - module.imports().size()).constantKeys()));
    return keys;
  }

  /** Whether instructions of functions cost by the size that they work on. */
  public boolean chargesBySize(BitSet functions) {
    return functions.stream()
        .filter(function -> function >= module.imports().size())
        .anyMatch(function -> facts.get(function - module.imports().size()).chargesBySize());
  }
}
