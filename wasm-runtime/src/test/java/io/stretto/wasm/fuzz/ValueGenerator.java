package io.stretto.wasm.fuzz;

import io.stretto.wasm.bytecode.ValueType;
import java.util.ArrayList;
import java.util.List;

/** Adds instructions that leave one value of a type. */
final class ValueGenerator {

  private final FunctionBuilder f;

  ValueGenerator(FunctionBuilder function) {
    this.f = function;
  }

  void value(ValueType type) {
    if (!f.enter()) {
      leaf(type);
      return;
    }
    switch (f.choices.below(18)) {
      case 0, 1, 2 -> leaf(type);
      case 3, 4, 5, 6, 7, 8 -> operation(type);
      case 9, 10 -> f.memory.load(type);
      case 11 -> f.control.block(type);
      case 12 -> f.control.conditional(type);
      case 13 -> f.calls.call(type);
      case 14 -> select(type);
      case 15 -> {
        value(type);
        f.emit(Op.LOCAL_TEE, f.localOf(type));
      }
      case 16 -> {
        value(type);
        f.control.branchIfWith(type);
      }
      default -> {
        f.statements.statement();
        value(type);
      }
    }
    f.leave();
  }

  /** A value without parts. */
  void leaf(ValueType type) {
    switch (f.choices.below(4)) {
      case 1, 2 -> f.emit(Op.LOCAL_GET, f.localOf(type));
      case 3 -> {
        List<Integer> globals = globals(type, false);
        if (globals.isEmpty()) {
          constant(type);
        } else {
          f.emit(Op.GLOBAL_GET, f.choices.pick(globals));
        }
      }
      default -> constant(type);
    }
  }

  void constant(ValueType type) {
    f.constant(type, Constants.of(type, f.choices));
  }

  /** The globals of a type, without the one that ends recursion. */
  List<Integer> globals(ValueType type, boolean onlyMutable) {
    List<Integer> fitting = new ArrayList<>();
    for (int i = 0; i < f.module.globals.size(); i++) {
      GeneratedModule.Global global = f.module.globals.get(i);
      if (i != f.shape.fuelGlobal()
          && global.type() == type
          && (global.mutable() || !onlyMutable)) {
        fitting.add(i);
      }
    }
    return fitting;
  }

  private void operation(ValueType type) {
    Operations.Operation operation = f.choices.pick(Operations.giving(type, f.features.floats()));
    boolean tame = !f.features.trapsNow(f.choices);
    if (Operations.isTruncation(operation.opcode()) && tame) {
      smallFloat(operation.operand());
    } else {
      for (int i = 0; i < operation.operandCount(); i++) {
        value(operation.operand());
      }
    }
    if (Operations.isDivision(operation.opcode()) && tame) {
      // An odd number is not zero; that of -1 and the least number remains.
      f.constant(operation.operand(), 1);
      f.emit(operation.operand() == ValueType.I32 ? Op.I32_OR : Op.I64_OR);
    }
    f.emit(operation.opcode());
  }

  /** A float of at most 16 bits and not below zero, so that it fits into every integer. */
  private void smallFloat(ValueType type) {
    value(ValueType.I32);
    f.constant(ValueType.I32, 0xffff);
    f.emit(Op.I32_AND);
    f.emit(type == ValueType.F32 ? Op.F32_CONVERT_I32_S : Op.F64_CONVERT_I32_S);
  }

  private void select(ValueType type) {
    value(type);
    value(type);
    value(ValueType.I32);
    if (f.choices.oneIn(2)) {
      f.emit(Op.SELECT);
    } else {
      f.emit(Op.SELECT_TYPED, type.code());
    }
  }
}
