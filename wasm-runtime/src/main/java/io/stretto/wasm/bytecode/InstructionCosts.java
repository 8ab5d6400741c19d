package io.stretto.wasm.bytecode;

import io.stretto.wasm.gas.Cost;
import io.stretto.wasm.gas.GasSchedule;
import io.stretto.wasm.gas.Limit;
import java.util.HashMap;
import java.util.Map;

/**
 * What the instructions of one module cost, sizes aside. What the JVM cannot compile runs slowly
 * and costs a multiple: functions that are too large, and indirect calls of a type that so many
 * functions have that choosing among them becomes too large.
 */
final class InstructionCosts {

  private final ContractModule module;
  private final GasSchedule schedule;
  private final Map<FunctionSignature, Integer> functionsBySignature = new HashMap<>();

  InstructionCosts(ContractModule module, GasSchedule schedule) {
    this.module = module;
    this.schedule = schedule;
    for (int function = 0; function < module.functionCount(); function++) {
      functionsBySignature.merge(module.signature(function), 1, Integer::sum);
    }
  }

  /** By what the costs of all instructions of an own function are multiplied. */
  long factor(int ownFunction) {
    return module.isOversize(ownFunction, schedule) ? schedule.cost(Cost.OVERSIZE_FACTOR) : 1;
  }

  /** The gas of the instruction at hand, before its function's factor; 0 where it is free. */
  long gas(InstructionCursor cursor) {
    Cost cost = Opcodes.cost(cursor.opcode());
    if (cost == null) {
      return 0;
    }
    boolean oversize = cost == Cost.CALL_INDIRECT && hasTooManyTargets((int) cursor.immediate());
    return schedule.cost(cost) * (oversize ? schedule.cost(Cost.OVERSIZE_FACTOR) : 1);
  }

  private boolean hasTooManyTargets(int type) {
    return functionsBySignature.getOrDefault(module.types().get(type), 0)
        > schedule.limit(Limit.INDIRECT_TARGETS);
  }
}
