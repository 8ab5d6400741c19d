package io.stretto.wasm.bytecode;

import io.stretto.wasm.gas.GasSchedule;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** What can be known of a module's functions without running them. Not safe for several threads. */
public final class CodeAnalysis {

  private final int imports;
  private final CallGraph calls;
  private final GasBounds bounds;
  private final KeyScanner keys;
  private final BitSet loopFunctions = new BitSet();
  private final Map<SizedInstruction, BitSet> sizedFunctions =
      new EnumMap<>(SizedInstruction.class);

  /** Looks at all functions of a module. */
  public CodeAnalysis(ContractModule module, GasSchedule schedule, HostCosts hostCosts)
      throws InvalidCodeException {
    this.imports = module.imports().size();
    List<FunctionFacts> facts = facts(module, schedule);
    this.calls = new CallGraph(module, facts);
    this.bounds = new GasBounds(module, schedule, hostCosts, calls);
    this.keys = new KeyScanner(module, schedule);
    for (int component = 0; component < calls.components(); component++) {
      for (int function : calls.functions(component)) {
        if (function >= imports) {
          keys.scan(function);
          loopFunctions.set(function, bounds.repeatingLoops(function) > 0);
        }
      }
    }
  }

  private List<FunctionFacts> facts(ContractModule module, GasSchedule schedule)
      throws InvalidCodeException {
    List<FunctionFacts> facts = new ArrayList<>();
    FactScanner scanner = new FactScanner(module, schedule);
    for (int own = 0; own < module.functionTypes().length; own++) {
      int function = imports + own;
      facts.add(scanner.scan(own));
      for (SizedInstruction instruction : facts.getLast().sizedInstructions()) {
        sizedFunctions.computeIfAbsent(instruction, none -> new BitSet()).set(function);
      }
    }
    return facts;
  }

  /** The most gas that a function can use, sizes aside. */
  public SymbolicBound gasBound(int function) {
    return bounds.bound(function);
  }

  /** The functions that can run when one is called, itself and imported ones included. */
  public BitSet reachable(int function) {
    return calls.reachable(function);
  }

  /**
   * The circles of calls among functions: the indexes of each one's functions, by the repetition
   * that stands for it in bounds, in order.
   */
  public Map<Repetition, List<Integer>> recursions(BitSet functions) {
    Map<Repetition, List<Integer>> circles = new TreeMap<>();
    own(functions)
        .map(calls::component)
        .distinct()
        .filter(calls::isCyclic)
        .mapToObj(calls::functions)
        .forEach(
            circle ->
                circles.put(
                    Repetition.recursion(circle[0]), IntStream.of(circle).boxed().toList()));
    return circles;
  }

  /** How many loops of functions can go back. */
  public int repeatingLoops(BitSet functions) {
    return common(functions, loopFunctions).map(bounds::repeatingLoops).sum();
  }

  /** The storage keys, in hexadecimal digits, that functions name by constants. */
  public Set<String> constantKeys(BitSet functions) {
    return keys.keys(functions);
  }

  /** The instructions of functions that cost by the size that they work on. */
  public Set<SizedInstruction> sizedInstructions(BitSet functions) {
    Set<SizedInstruction> found = EnumSet.noneOf(SizedInstruction.class);
    sizedFunctions.forEach(
        (instruction, using) -> {
          if (using.intersects(functions)) {
            found.add(instruction);
          }
        });
    return found;
  }

  private static IntStream common(BitSet one, BitSet other) {
    BitSet both = (BitSet) one.clone();
    both.and(other);
    return both.stream();
  }

  private IntStream own(BitSet functions) {
    return functions.stream().filter(function -> function >= imports);
  }
}
