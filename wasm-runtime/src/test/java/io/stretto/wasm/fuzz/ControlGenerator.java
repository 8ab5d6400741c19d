package io.stretto.wasm.fuzz;

import io.stretto.wasm.bytecode.ValueType;
import io.stretto.wasm.fuzz.FunctionBuilder.Label;
import java.util.ArrayList;
import java.util.List;

/** Adds blocks, loops, branches, and what comes after a branch and is never reached. */
final class ControlGenerator {

  private final FunctionBuilder f;

  ControlGenerator(FunctionBuilder function) {
    this.f = function;
  }

  /** A block that leaves a value of a type; null for none. */
  void block(ValueType type) {
    open(Op.BLOCK, type, false);
    body(type);
    close();
  }

  /** An {@code if} with two arms that leave a value of a type; null for none. */
  void conditional(ValueType type) {
    f.values.value(ValueType.I32);
    open(Op.IF, type, false);
    body(type);
    if (type != null || f.choices.oneIn(2)) {
      f.emit(Op.ELSE);
      body(type);
    }
    close();
  }

  /** A loop that ends after some rounds. */
  void loop() {
    if (f.features.endless() && f.choices.oneIn(6)) {
      open(Op.LOOP, null, true);
      f.statements.statements();
      f.emit(Op.BR, 0);
      close();
      return;
    }
    if (!f.features.loops()) {
      return;
    }
    int counter = f.newCounter();
    f.constant(ValueType.I32, 1 + f.choices.below(6));
    f.emit(Op.LOCAL_SET, counter);
    open(Op.LOOP, null, true);
    f.statements.statements();
    f.emit(Op.LOCAL_GET, counter);
    f.constant(ValueType.I32, 1);
    f.emit(Op.I32_SUB);
    f.emit(Op.LOCAL_TEE, counter);
    f.emit(Op.BR_IF, 0);
    close();
  }

  void open(int opcode, ValueType type, boolean goesBack) {
    f.emit(opcode, type == null ? Op.NO_RESULT : type.code());
    f.labels.add(new Label(type, goesBack));
  }

  void close() {
    f.emit(Op.END);
    f.labels.removeLast();
  }

  private void body(ValueType type) {
    f.statements.statements();
    if (type != null) {
      f.values.value(type);
    }
  }

  /** A branch that is taken or not. */
  void branchIf() {
    Label target = f.choices.pick(f.labels);
    List<Integer> fitting = labelsThatCarry(target.carried());
    if (fitting.isEmpty()) {
      return;
    }
    if (target.carried() != null) {
      f.values.value(target.carried());
    }
    f.values.value(ValueType.I32);
    f.emit(Op.BR_IF, f.choices.pick(fitting));
    if (target.carried() != null) {
      f.emit(Op.DROP);
    }
  }

  /** A branch that is taken or not and carries the value on the stack, which stays there if not. */
  void branchIfWith(ValueType type) {
    List<Integer> fitting = labelsThatCarry(type);
    if (!fitting.isEmpty()) {
      f.values.value(ValueType.I32);
      f.emit(Op.BR_IF, f.choices.pick(fitting));
    }
  }

  /** The labels, by depth, that carry a type, without those that go back where nothing ends it. */
  private List<Integer> labelsThatCarry(ValueType type) {
    List<Integer> fitting = new ArrayList<>();
    for (int depth = 0; depth < f.labels.size(); depth++) {
      Label label = f.labels.get(f.labels.size() - 1 - depth);
      if (label.carried() == type && (!label.goesBack() || f.features.endless())) {
        fitting.add(depth);
      }
    }
    return fitting;
  }

  /** A branch, a return or a trap; mostly on a condition, else with code after it. */
  void exit() {
    boolean bare = f.features.deadCode() && f.choices.oneIn(2);
    if (!bare) {
      f.values.value(ValueType.I32);
      open(Op.IF, null, false);
    }
    leaveForGood();
    if (f.features.deadCode()) {
      polymorphic();
    }
    if (!bare) {
      close();
    }
  }

  private void leaveForGood() {
    int kind = f.choices.below(8);
    if (kind == 7 && f.features.trapsNow(f.choices)) {
      f.emit(Op.UNREACHABLE);
    } else if (kind >= 5) {
      if (f.result != null) {
        f.values.value(f.result);
      }
      f.emit(Op.RETURN);
    } else {
      ValueType type = f.choices.pick(f.labels).carried();
      List<Integer> fitting = labelsThatCarry(type);
      if (fitting.isEmpty()) {
        fitting = List.of(f.labels.size() - 1);
        type = f.labels.getFirst().carried();
      }
      if (type != null) {
        f.values.value(type);
      }
      if (kind < 2) {
        f.emit(Op.BR, f.choices.pick(fitting));
      } else {
        f.values.value(ValueType.I32);
        f.emit(Instruction.branchTable(targets(fitting)));
      }
    }
  }

  private int[] targets(List<Integer> fitting) {
    int[] targets = new int[1 + f.choices.below(6)];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = f.choices.pick(fitting);
    }
    return targets;
  }

  /** Instructions that find their operands nowhere, which is valid where nothing arrives. */
  private void polymorphic() {
    switch (f.choices.below(8)) {
      case 0, 1 -> {
        List<Operations.Operation> operations =
            Operations.giving(f.choices.pick(f.features.types()), f.features.floats());
        f.emit(f.choices.pick(operations).opcode());
        f.emit(Op.DROP);
      }
      case 2 -> {
        f.emit(Op.SELECT);
        f.emit(Op.DROP);
      }
      case 3 -> f.emit(Op.LOCAL_SET, f.localOf(f.choices.pick(f.features.types())));
      case 4 -> {
        f.emit(Op.SELECT);
        f.emit(Op.SELECT_TYPED, f.choices.pick(f.features.types()).code());
        f.emit(Op.DROP);
      }
      case 5 -> {
        int depth = f.choices.below(f.labels.size());
        f.emit(Op.BR_IF, depth);
        if (f.labels.get(f.labels.size() - 1 - depth).carried() != null) {
          f.emit(Op.DROP);
        }
      }
      case 6 -> f.emit(Op.UNREACHABLE);
      default -> {}
    }
  }
}
