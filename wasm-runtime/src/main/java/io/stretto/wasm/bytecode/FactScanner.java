package io.stretto.wasm.bytecode;

import io.stretto.wasm.gas.GasSchedule;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** Collects the {@link FunctionFacts} of functions. */
final class FactScanner {

  private final ContractModule module;
  private final GasSchedule schedule;

  FactScanner(ContractModule module, GasSchedule schedule) {
    this.module = module;
    this.schedule = schedule;
  }

  FunctionFacts scan(int ownFunction) throws InvalidCodeException {
    ContractModule.Body body = module.bodies().get(ownFunction);
    InstructionCursor cursor =
        new InstructionCursor(new ByteReader(module.code(), body.start(), body.end()), schedule);
    Set<Integer> callees = new LinkedHashSet<>();
    Set<FunctionSignature> signatures = new HashSet<>();
    Set<SizedInstruction> sized = EnumSet.noneOf(SizedInstruction.class);
    while (cursor.next()) {
      switch (cursor.opcode()) {
        case Opcodes.CALL -> callees.add((int) cursor.immediate());
        case Opcodes.CALL_INDIRECT -> signatures.add(module.types().get((int) cursor.immediate()));
        case Opcodes.MEMORY_GROW, Opcodes.MEMORY_COPY, Opcodes.MEMORY_FILL, Opcodes.MEMORY_INIT ->
            sized.add(SizedInstruction.of(cursor.opcode()));
        default -> {}
      }
    }
    return new FunctionFacts(callees, signatures, sized);
  }
}
