package io.stretto.wasm.bytecode;

/** What is known of a value on the operand stack. */
sealed interface KeyOperand {

  /** Nothing. */
  KeyOperand UNKNOWN = new Unknown();

  /** A value of which nothing is known. */
  record Unknown() implements KeyOperand {}

  /**
   * A number that stands in the code.
   *
   * @param value the number
   */
  record Constant(long value) implements KeyOperand {}

  /**
   * What the function was called with.
   *
   * @param index the parameter's index
   */
  record Parameter(int index) implements KeyOperand {}
}
