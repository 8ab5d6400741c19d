package io.stretto.wasm.bytecode;

import java.util.ArrayList;
import java.util.List;

/**
 * The top of the operand stack, as far as it is known, along straight code: below it everything is
 * unknown. Where ways meet or part it is emptied.
 */
final class KeyOperandStack {

  private final List<KeyOperand> values = new ArrayList<>();

  void clear() {
    values.clear();
  }

  void push(KeyOperand value) {
    values.add(value);
  }

  KeyOperand pop() {
    return values.isEmpty() ? KeyOperand.UNKNOWN : values.removeLast();
  }

  /** Takes so many values, the last pushed at the end of the list. */
  List<KeyOperand> pop(int count) {
    List<KeyOperand> popped = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      popped.add(pop());
    }
    return popped.reversed();
  }

  /** Follows an instruction that takes and leaves plain values. */
  void apply(int opcode) {
    KeyOperand second =
        OperandTypes.second(opcode) == OperandTypes.NONE ? KeyOperand.UNKNOWN : pop();
    KeyOperand first = OperandTypes.first(opcode) == OperandTypes.NONE ? KeyOperand.UNKNOWN : pop();
    if (OperandTypes.result(opcode) != OperandTypes.NONE) {
      push(result(opcode, first, second));
    }
  }

  private static KeyOperand result(int opcode, KeyOperand first, KeyOperand second) {
    return switch (opcode) {
      case Opcodes.I64_EXTEND_I32_U, Opcodes.I32_WRAP_I64 -> first;
      case Opcodes.I32_ADD, Opcodes.I64_ADD ->
          first instanceof KeyOperand.Constant one && second instanceof KeyOperand.Constant other
              ? new KeyOperand.Constant(one.value() + other.value())
              : KeyOperand.UNKNOWN;
      default -> KeyOperand.UNKNOWN;
    };
  }
}
