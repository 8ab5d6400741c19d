package io.stretto.wasm.bytecode;

import io.stretto.wasm.gas.GasSchedule;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Upper bounds on the gas of functions, their calls included; costs by size are not in them. They
 * are found from callees to callers, so each function is looked at once.
 *
 * <p>Of functions that call each other in a circle, each is bounded with the calls in the circle
 * left out; all together use no more than the first call and, for each call inside of the circle
 * that follows, the dearest of them.
 */
final class GasBounds {

  /** What a call inside of a circle adds to its caller: it is counted by itself. */
  private static final ExitBounds IN_CIRCLE =
      new ExitBounds(SymbolicBound.ZERO, SymbolicBound.ZERO);

  /** What a call through the table uses for which no function is there: it traps. */
  private static final ExitBounds NO_TARGET = new ExitBounds(null, SymbolicBound.ZERO);

  private final ContractModule module;
  private final ExitBounds[] bounds;
  private final int[] repeatingLoops;
  private final Map<FunctionSignature, List<Integer>> tableFunctions;
  private final Map<FunctionSignature, ExitBounds> tableBounds = new HashMap<>();
  private final FunctionPaths paths;

  /** The functions of the circle at hand. */
  private final BitSet circle = new BitSet();

  /** Those of signatures that a function of the circle at hand has. */
  private final Map<FunctionSignature, ExitBounds> tableBoundsInCircle = new HashMap<>();

  GasBounds(ContractModule module, GasSchedule schedule, HostCosts hostCosts, CallGraph calls)
      throws InvalidCodeException {
    this.module = module;
    this.bounds = new ExitBounds[module.functionCount()];
    this.repeatingLoops = new int[module.functionCount()];
    this.tableFunctions = module.tableFunctionsBySignature();
    this.paths =
        new FunctionPaths(module, schedule, new InstructionCosts(module, schedule), new Known());
    int imports = module.imports().size();
    for (int function = 0; function < imports; function++) {
      bounds[function] = ofHost(module.imports().get(function), hostCosts);
    }
    for (int component = 0; component < calls.components(); component++) {
      int[] functions = calls.functions(component);
      if (calls.isCyclic(component)) {
        boundCircle(functions);
      } else if (functions.length > 0 && functions[0] >= imports) {
        bounds[functions[0]] = find(functions[0]);
      }
    }
  }

  /** The bound of a function by its index. */
  SymbolicBound bound(int function) {
    return bounds[function].any();
  }

  /** How many loops of a function can go back, those of its callees left out. */
  int repeatingLoops(int function) {
    return repeatingLoops[function];
  }

  private static ExitBounds ofHost(ContractModule.Import imported, HostCosts hostCosts) {
    SymbolicBound gas = SymbolicBound.ZERO.plus(hostCosts.gas(imported));
    return hostCosts.returns(imported) ? new ExitBounds(gas, null) : new ExitBounds(null, gas);
  }

  private ExitBounds find(int function) throws InvalidCodeException {
    ExitBounds found = paths.find(function - module.imports().size());
    repeatingLoops[function] = paths.repeatingLoops();
    return found;
  }

  private void boundCircle(int[] functions) throws InvalidCodeException {
    for (int function : functions) {
      bounds[function] = IN_CIRCLE;
      circle.set(function);
    }
    ExitBounds[] alone = new ExitBounds[functions.length];
    SymbolicBound dearest = SymbolicBound.ZERO;
    for (int i = 0; i < functions.length; i++) {
      alone[i] = find(functions[i]);
      dearest = dearest.join(alone[i].any());
    }
    tableBoundsInCircle.clear();
    circle.clear();
    SymbolicBound others = SymbolicBound.repeated(Repetition.recursion(functions[0]), dearest);
    for (int i = 0; i < functions.length; i++) {
      SymbolicBound all = alone[i].any().plus(others);
      bounds[functions[i]] =
          new ExitBounds(
              alone[i].returned() == null ? null : all, alone[i].ended() == null ? null : all);
    }
  }

  /** What is known of functions when a caller of theirs is looked at. */
  private final class Known implements FunctionPaths.Callees {

    @Override
    public ExitBounds of(int function) {
      return bounds[function];
    }

    @Override
    public ExitBounds ofTable(FunctionSignature signature) {
      ExitBounds known = tableBounds.get(signature);
      if (known == null) {
        known = tableBoundsInCircle.get(signature);
      }
      return known != null ? known : joined(signature);
    }

    private ExitBounds joined(FunctionSignature signature) {
      ExitBounds dearest = null;
      boolean inCircle = false;
      for (int function : tableFunctions.getOrDefault(signature, List.of())) {
        dearest = ExitBounds.join(dearest, bounds[function]);
        inCircle |= circle.get(function);
      }
      ExitBounds found = dearest == null ? NO_TARGET : dearest;
      (inCircle ? tableBoundsInCircle : tableBounds).put(signature, found);
      return found;
    }
  }
}
