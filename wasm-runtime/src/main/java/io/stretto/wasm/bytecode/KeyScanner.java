package io.stretto.wasm.bytecode;

import io.stretto.wasm.gas.GasSchedule;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the storage keys that functions name by constants, also where they pass them on through
 * other functions. Functions are to be scanned from callees to callers; what a function passes on
 * in a circle of calls is not followed. Constants are followed along straight code only: a hint for
 * predictions, not a promise.
 */
final class KeyScanner {

  private static final int KEY_LENGTH_LIMIT = 2_048;
  private static final int USES_LIMIT = 32;

  private final ContractModule module;
  private final GasSchedule schedule;
  private final KeyOperandStack stack = new KeyOperandStack();

  /** By function, the uses that depend on what it is called with. */
  private final List<Set<KeyUse>> forwarded = new ArrayList<>();

  private final List<Set<String>> keys = new ArrayList<>();
  private final BitSet withKeys = new BitSet();
  private final BitSet assigned = new BitSet();

  KeyScanner(ContractModule module, GasSchedule schedule) {
    this.module = module;
    this.schedule = schedule;
    for (int function = 0; function < module.functionCount(); function++) {
      boolean isImported = function < module.imports().size();
      forwarded.add(isImported ? ofHost(module.imports().get(function)) : Set.of());
      keys.add(Set.of());
    }
  }

  private static Set<KeyUse> ofHost(ContractModule.Import imported) {
    boolean takesKey =
        imported.name().contains("storage")
            && !imported.name().equals("storage_scan") // which takes the bounds of a range
            && imported.signature().parameters().size() >= 2;
    KeyOperand first = new KeyOperand.Parameter(0);
    KeyOperand second = new KeyOperand.Parameter(1);
    if (!takesKey) {
      return Set.of();
    }
    return Set.of(
        imported.module().equals("stretto")
            ? new KeyUse(first, second)
            : new KeyUse(second, first));
  }

  /** Scans an own function, by its index among all. */
  void scan(int function) throws InvalidCodeException {
    Set<KeyUse> passedOn = new LinkedHashSet<>();
    Set<String> found = new TreeSet<>();
    findAssignedLocals(function);
    InstructionCursor cursor = cursor(function);
    stack.clear();
    while (cursor.next()) {
      if (cursor.opcode() == Opcodes.CALL) {
        call((int) cursor.immediate(), passedOn, found);
      } else {
        follow(cursor, module.signature(function).parameters().size());
      }
    }
    forwarded.set(function, passedOn);
    keys.set(function, found);
    withKeys.set(function, !found.isEmpty());
  }

  private InstructionCursor cursor(int function) {
    ContractModule.Body body = module.bodies().get(function - module.imports().size());
    return new InstructionCursor(new ByteReader(module.code(), body.start(), body.end()), schedule);
  }

  private void findAssignedLocals(int function) throws InvalidCodeException {
    assigned.clear();
    InstructionCursor cursor = cursor(function);
    while (cursor.next()) {
      if (cursor.opcode() == Opcodes.LOCAL_SET || cursor.opcode() == Opcodes.LOCAL_TEE) {
        assigned.set((int) cursor.immediate());
      }
    }
  }

  private void call(int callee, Set<KeyUse> passedOn, Set<String> found) {
    FunctionSignature signature = module.signature(callee);
    List<KeyOperand> arguments = stack.pop(signature.parameters().size());
    if (!signature.results().isEmpty()) {
      stack.push(KeyOperand.UNKNOWN);
    }
    for (KeyUse use : forwarded.get(callee)) {
      KeyUse here = use.calledWith(arguments);
      if (here.isConstant()) {
        addKey(here, found);
      } else if (!here.isUnknown() && passedOn.size() < USES_LIMIT) {
        passedOn.add(here);
      }
    }
  }

  private void addKey(KeyUse use, Set<String> found) {
    long pointer = ((KeyOperand.Constant) use.pointer()).value() & 0xffff_ffffL;
    long length = ((KeyOperand.Constant) use.length()).value() & 0xffff_ffffL;
    for (ContractModule.Data data : module.data()) {
      if (length <= KEY_LENGTH_LIMIT
          && pointer >= data.offset()
          && pointer + length <= data.offset() + (data.end() - data.start())) {
        int start = data.start() + (int) (pointer - data.offset());
        found.add(HexFormat.of().formatHex(module.code(), start, start + (int) length));
      }
    }
  }

  private void follow(InstructionCursor cursor, int parameters) {
    int opcode = cursor.opcode();
    int index = (int) cursor.immediate();
    switch (opcode) {
      case Opcodes.I32_CONST, Opcodes.I64_CONST ->
          stack.push(new KeyOperand.Constant(cursor.immediate()));
      case Opcodes.LOCAL_GET ->
          stack.push(
              index < parameters && !assigned.get(index)
                  ? new KeyOperand.Parameter(index)
                  : KeyOperand.UNKNOWN);
      case Opcodes.GLOBAL_GET -> stack.push(KeyOperand.UNKNOWN);
      case Opcodes.LOCAL_SET, Opcodes.GLOBAL_SET, Opcodes.DROP, Opcodes.BR_IF -> stack.pop();
      case Opcodes.LOCAL_TEE, Opcodes.NOP -> {}
      case Opcodes.SELECT, Opcodes.SELECT_TYPED -> {
        stack.pop(3);
        stack.push(KeyOperand.UNKNOWN);
      }
      case Opcodes.MEMORY_COPY, Opcodes.MEMORY_FILL, Opcodes.MEMORY_INIT -> stack.pop(3);
      default -> {
        if (opcode >= 0x28 && opcode < Opcodes.PREFIXED + 8) {
          stack.apply(opcode);
        } else {
          stack.clear();
        }
      }
    }
  }

  /** The keys, in hexadecimal digits, that some functions name. */
  Set<String> keys(BitSet functions) {
    Set<String> all = new TreeSet<>();
    BitSet naming = (BitSet) functions.clone();
    naming.and(withKeys);
    naming.stream().forEach(function -> all.addAll(keys.get(function)));
    return all;
  }
}
