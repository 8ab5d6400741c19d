package io.stretto.wasm.bytecode;

/**
 * What a function uses at most until it is left, by the way in which it is left. A {@code null}
 * says that there is no such way; never are both.
 *
 * @param returned until it returns
 * @param ended until the whole execution ends in it: by a panic, an {@code unreachable}, or never
 */
record ExitBounds(SymbolicBound returned, SymbolicBound ended) {

  static ExitBounds join(ExitBounds one, ExitBounds other) {
    if (one == null) {
      return other;
    }
    return new ExitBounds(
        SymbolicBound.joinOf(one.returned, other.returned),
        SymbolicBound.joinOf(one.ended, other.ended));
  }

  /** A bound for either way. */
  SymbolicBound any() {
    return SymbolicBound.joinOf(returned, ended);
  }
}
