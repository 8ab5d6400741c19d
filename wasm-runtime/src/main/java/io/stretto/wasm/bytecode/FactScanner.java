package io.stretto.wasm.bytecode;

import io.stretto.wasm.gas.GasSchedule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * Collects the {@link FunctionFacts} of functions. Constants are followed along straight code only:
 * a hint for predictions, not a promise.
 */
final class FactScanner {

  private final ContractModule module;
  private final GasSchedule schedule;
  private final List<OptionalLong> constants = new ArrayList<>();

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
    Set<String> keys = new TreeSet<>();
    boolean chargesBySize = false;
    constants.clear();
    while (cursor.next()) {
      switch (cursor.opcode()) {
        case Opcodes.CALL -> {
          int function = (int) cursor.immediate();
          callees.add(function);
          callSeen(function, keys);
        }
        case Opcodes.CALL_INDIRECT -> {
          signatures.add(module.types().get((int) cursor.immediate()));
          constants.clear();
        }
        case Opcodes.MEMORY_GROW, Opcodes.MEMORY_COPY, Opcodes.MEMORY_FILL, Opcodes.MEMORY_INIT -> {
          chargesBySize = true;
          constants.clear();
        }
        default -> follow(cursor);
      }
    }
    return new FunctionFacts(callees, signatures, keys, chargesBySize);
  }

  private void follow(InstructionCursor cursor) {
    int opcode = cursor.opcode();
    if (opcode == Opcodes.I32_CONST || opcode == Opcodes.I64_CONST) {
      constants.add(OptionalLong.of(cursor.immediate()));
    } else if (opcode == Opcodes.LOCAL_GET || opcode == Opcodes.GLOBAL_GET) {
      constants.add(OptionalLong.empty());
    } else if (opcode >= 0x28 && opcode <= 0xc4) {
      pop(OperandTypes.first(opcode) == OperandTypes.NONE ? 0 : 1);
      pop(OperandTypes.second(opcode) == OperandTypes.NONE ? 0 : 1);
      if (OperandTypes.result(opcode) != OperandTypes.NONE) {
        constants.add(OptionalLong.empty());
      }
    } else {
      constants.clear();
    }
  }

  private void pop(int count) {
    for (int i = 0; i < count && !constants.isEmpty(); i++) {
      constants.removeLast();
    }
  }

  private void callSeen(int function, Set<String> keys) {
    FunctionSignature signature = module.signature(function);
    int arguments = signature.parameters().size();
    if (function < module.imports().size() && constants.size() >= arguments && arguments >= 2) {
      ContractModule.Import imported = module.imports().get(function);
      OptionalLong first = constants.get(constants.size() - arguments);
      OptionalLong second = constants.get(constants.size() - arguments + 1);
      if (imported.name().contains("storage") && first.isPresent() && second.isPresent()) {
        boolean pointerFirst = imported.module().equals("stretto");
        addKey(
            keys,
            (pointerFirst ? first : second).getAsLong() & 0xffff_ffffL,
            (pointerFirst ? second : first).getAsLong() & 0xffff_ffffL);
      }
    }
    pop(arguments);
    if (!signature.results().isEmpty()) {
      constants.add(OptionalLong.empty());
    }
  }

  private void addKey(Set<String> keys, long pointer, long length) {
    for (ContractModule.Data data : module.data()) {
      if (length <= 2048
          && pointer >= data.offset()
          && pointer + length <= data.offset() + (data.end() - data.start())) {
        int start = data.start() + (int) (pointer - data.offset());
        keys.add(HexFormat.of().formatHex(module.code(), start, start + (int) length));
      }
    }
  }
}
