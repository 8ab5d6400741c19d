package io.stretto.wasm.bytecode;

/**
 * Something in code that can happen again and again: a loop that goes back, or a function that
 * calls itself by whatever way. Its count is not known before the code runs.
 *
 * @param kind what repeats
 * @param function the index of the function that has the loop; of a recursion, the lowest index in
 *     the cycle
 * @param ordinal which of the function's loops it is, from 1, in the order in which they begin; 0
 *     of a recursion
 * @param offset where in the module's bytes the loop begins; 0 of a recursion
 */
public record Repetition(Kind kind, int function, int ordinal, int offset)
    implements Comparable<Repetition> {

  /** What repeats. */
  public enum Kind {
    /** A loop; its count is how often it goes back to its beginning in one visit. */
    LOOP,
    /** A cycle of calls; its count is how many calls inside of the cycle follow the first. */
    RECURSION
  }

  static Repetition loop(int function, int ordinal, int offset) {
    return new Repetition(Kind.LOOP, function, ordinal, offset);
  }

  static Repetition recursion(int function) {
    return new Repetition(Kind.RECURSION, function, 0, 0);
  }

  @Override
  public int compareTo(Repetition other) {
    int byFunction = Integer.compare(function, other.function);
    return byFunction != 0 ? byFunction : Integer.compare(ordinal, other.ordinal);
  }
}
