package io.stretto.wasm.fuzz;

import io.stretto.wasm.bytecode.ValueType;
import java.util.List;

/** Adds instructions that leave the stack as it was. */
final class StatementGenerator {

  private final FunctionBuilder f;

  StatementGenerator(FunctionBuilder function) {
    this.f = function;
  }

  void statement() {
    if (!f.enter()) {
      return;
    }
    switch (f.choices.below(20)) {
      case 0, 1, 2 -> setLocal();
      case 3 -> setGlobal();
      case 4, 5, 6 -> f.memory.store();
      case 7 -> f.memory.bulk();
      case 8 -> f.memory.grow();
      case 9 -> f.control.block(null);
      case 10, 11 -> f.control.conditional(null);
      case 12, 13 -> f.control.loop();
      case 14 -> f.control.branchIf();
      case 15 -> f.control.exit();
      case 16 -> f.calls.call(null);
      case 17, 18 -> f.hostCalls.call(null);
      default -> {
        f.values.value(f.choices.pick(f.features.types()));
        f.emit(Op.DROP);
      }
    }
    f.leave();
  }

  void statements() {
    for (int count = f.choices.below(4); count > 0; count--) {
      statement();
    }
  }

  private void setLocal() {
    ValueType type = f.choices.pick(f.features.types());
    f.values.value(type);
    f.emit(Op.LOCAL_SET, f.localOf(type));
  }

  private void setGlobal() {
    ValueType type = f.choices.pick(f.features.types());
    List<Integer> globals = f.values.globals(type, true);
    if (!globals.isEmpty()) {
      f.values.value(type);
      f.emit(Op.GLOBAL_SET, f.choices.pick(globals));
    }
  }
}
