package io.stretto.wasm.bytecode;

import io.stretto.wasm.gas.Cost;
import io.stretto.wasm.gas.GasSchedule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/**
 * Upper bounds on the gas of functions, their calls included: the dearest way through blocks and
 * branches. Code that can go back, loops or recursion, has none. Costs by size are not in it.
 */
final class GasBounds {

  private static final long UNBOUNDED = -1;
  private static final long UNKNOWN = -2;
  private static final long IN_PROGRESS = -3;

  /** Chains of calls longer than this count as unbounded; it bounds our own recursion. */
  private static final int CHAIN_LIMIT = 256;

  /** Sums beyond this count as unbounded; two of them still fit into the type. */
  private static final long SUM_LIMIT = 1L << 62;

  private final ContractModule module;
  private final GasSchedule schedule;
  private final InstructionCosts costs;
  private final ToLongFunction<ContractModule.Import> hostGas;
  private final long[] bounds;
  private final Map<FunctionSignature, List<Integer>> tableFunctions;

  GasBounds(
      ContractModule module, GasSchedule schedule, ToLongFunction<ContractModule.Import> hostGas) {
    this.module = module;
    this.schedule = schedule;
    this.costs = new InstructionCosts(module, schedule);
    this.hostGas = hostGas;
    this.bounds = new long[module.functionTypes().length];
    Arrays.fill(bounds, UNKNOWN);
    this.tableFunctions = module.tableFunctionsBySignature();
  }

  /** The bound of a function by its index; empty for unbounded. */
  OptionalLong bound(int function) throws InvalidCodeException {
    long bound = bound(function, 0);
    return bound < 0 ? OptionalLong.empty() : OptionalLong.of(bound);
  }

  private long bound(int function, int chain) throws InvalidCodeException {
    if (function < module.imports().size()) {
      return hostGas.applyAsLong(module.imports().get(function));
    }
    int own = function - module.imports().size();
    if (bounds[own] == UNKNOWN) {
      if (chain > CHAIN_LIMIT) {
        return UNBOUNDED;
      }
      bounds[own] = IN_PROGRESS;
      bounds[own] = scan(own, chain);
    }
    return bounds[own] == IN_PROGRESS ? UNBOUNDED : bounds[own];
  }

  /** The gas of a block so far, and of the arm of its {@code if} that came before. */
  private static final class Scope {
    final int opcode;
    long gas;
    long otherArm;

    Scope(int opcode) {
      this.opcode = opcode;
    }

    void add(long more) {
      gas = Math.min(gas + more, SUM_LIMIT);
    }
  }

  private long scan(int own, int chain) throws InvalidCodeException {
    ContractModule.Body body = module.bodies().get(own);
    long factor = costs.factor(own);
    InstructionCursor cursor =
        new InstructionCursor(new ByteReader(module.code(), body.start(), body.end()), schedule);
    List<Scope> scopes = new ArrayList<>();
    scopes.add(new Scope(Opcodes.BLOCK));
    scopes.getLast().gas = factor * schedule.cost(Cost.LOCAL) * body.declaredLocals();
    Map<Long, Long> dearestByType = new HashMap<>();
    long total = 0;
    while (cursor.next()) {
      int opcode = cursor.opcode();
      scopes.getLast().add(factor * costs.gas(cursor));
      switch (opcode) {
        case Opcodes.BLOCK, Opcodes.LOOP, Opcodes.IF -> scopes.add(new Scope(opcode));
        case Opcodes.ELSE -> {
          scopes.getLast().otherArm = scopes.getLast().gas;
          scopes.getLast().gas = 0;
        }
        case Opcodes.END -> {
          Scope closed = scopes.removeLast();
          total = Math.max(closed.gas, closed.otherArm);
          if (!scopes.isEmpty()) {
            scopes.getLast().add(total);
          }
        }
        default -> {
          long more =
              goesBack(cursor, scopes) ? UNBOUNDED : callsBound(cursor, chain, dearestByType);
          if (more < 0) {
            return UNBOUNDED;
          }
          scopes.getLast().add(more);
        }
      }
    }
    return total < SUM_LIMIT ? total : UNBOUNDED;
  }

  private static boolean goesBack(InstructionCursor cursor, List<Scope> scopes) {
    return switch (cursor.opcode()) {
      case Opcodes.BR, Opcodes.BR_IF -> isLoop(scopes, cursor.immediate());
      case Opcodes.BR_TABLE -> {
        boolean any = false;
        for (int label : cursor.labels()) {
          any |= isLoop(scopes, label);
        }
        yield any;
      }
      default -> false;
    };
  }

  private static boolean isLoop(List<Scope> scopes, long label) {
    return scopes.get(scopes.size() - 1 - (int) label).opcode == Opcodes.LOOP;
  }

  private long callsBound(InstructionCursor cursor, int chain, Map<Long, Long> dearestByType)
      throws InvalidCodeException {
    if (cursor.opcode() == Opcodes.CALL) {
      return bound((int) cursor.immediate(), chain + 1);
    }
    if (cursor.opcode() != Opcodes.CALL_INDIRECT) {
      return 0;
    }
    Long known = dearestByType.get(cursor.immediate());
    if (known == null) {
      known = dearestOf(module.types().get((int) cursor.immediate()), chain);
      dearestByType.put(cursor.immediate(), known);
    }
    return known;
  }

  private long dearestOf(FunctionSignature wanted, int chain) throws InvalidCodeException {
    long dearest = 0;
    for (int function : tableFunctions.getOrDefault(wanted, List.of())) {
      long bound = bound(function, chain + 1);
      if (bound < 0) {
        return UNBOUNDED;
      }
      dearest = Math.max(dearest, bound);
    }
    return dearest;
  }
}
