package io.stretto.wasm.bytecode;

import java.util.List;

/**
 * A storage key that a function names, as far as its code tells.
 *
 * @param pointer where the key is in memory
 * @param length its length in bytes
 */
record KeyUse(KeyOperand pointer, KeyOperand length) {

  boolean isConstant() {
    return pointer instanceof KeyOperand.Constant && length instanceof KeyOperand.Constant;
  }

  /** Whether anything is unknown that no caller can know. */
  boolean isUnknown() {
    return pointer instanceof KeyOperand.Unknown || length instanceof KeyOperand.Unknown;
  }

  /** The same use as a caller sees it that gives these arguments. */
  KeyUse calledWith(List<KeyOperand> arguments) {
    return new KeyUse(resolved(pointer, arguments), resolved(length, arguments));
  }

  private static KeyOperand resolved(KeyOperand operand, List<KeyOperand> arguments) {
    return operand instanceof KeyOperand.Parameter parameter
        ? arguments.get(parameter.index())
        : operand;
  }
}
