package io.stretto.wasm.fuzz;

import io.stretto.wasm.bytecode.ValueType;
import java.util.List;

/**
 * What a generated module makes use of. A random part is switched off in each, so that rare things
 * are not drowned by common ones.
 *
 * @param floats floating-point numbers
 * @param memory a memory with loads, stores and bulk instructions
 * @param growth growth of the memory
 * @param calls calls of own functions, directly and by table
 * @param recursion calls of functions that are running
 * @param hostCalls calls of host functions
 * @param loops loops that end by themselves
 * @param endless loops that do not
 * @param deadCode code that is never reached
 * @param traps what traps sooner or later: 0 never on purpose, 1 rarely, 2 often
 */
record Features(
    boolean floats,
    boolean memory,
    boolean growth,
    boolean calls,
    boolean recursion,
    boolean hostCalls,
    boolean loops,
    boolean endless,
    boolean deadCode,
    int traps) {

  static Features of(Choices choices) {
    return new Features(
        choices.oneIn(2),
        !choices.oneIn(8),
        choices.oneIn(3),
        !choices.oneIn(4),
        choices.oneIn(4),
        choices.oneIn(2),
        !choices.oneIn(4),
        choices.oneIn(12),
        choices.oneIn(3),
        (int) choices.pick(0, 0, 0, 1, 1, 2));
  }

  /** Nothing but host functions and a memory for them. */
  static Features ofHostCalls(Choices choices) {
    return new Features(
        false, true, false, false, false, true, false, false, false, 1 + choices.below(2));
  }

  /** The types that values have. */
  List<ValueType> types() {
    return floats ? List.of(ValueType.values()) : List.of(ValueType.I32, ValueType.I64);
  }

  /** Whether something that traps should happen here. */
  boolean trapsNow(Choices choices) {
    return traps > 0 && choices.oneIn(traps == 1 ? 60 : 12);
  }
}
