package io.stretto.chaos.history;

/**
 * Something in a history that must not be.
 *
 * @param kind which promise is broken
 * @param text what was seen, for people
 */
public record Violation(Kind kind, String text) {

  /** The promises that can be broken. */
  public enum Kind {
    /** A transaction that was acknowledged, or whose receipt came, is not in the ledger. */
    LOST,
    /** An id took effect more than once, or one place of the log has two receipts. */
    DOUBLED,
    /** The ledger has a transaction that nobody submitted. */
    UNKNOWN,
    /** The log has another transaction where this one was acknowledged. */
    MISPLACED,
    /** A client was told an outcome that is not the ledger's. */
    WRONG_RECEIPT,
    /** Two different blocks were committed at one height. */
    FORKED,
    /** A transaction that ended before another began comes after it in the ledger. */
    OUT_OF_ORDER,
    /** A session saw an earlier state than it had seen before. */
    READ_BACKWARDS,
    /** A read saw what no committed block left: half of one, or what was never committed. */
    READ_UNCOMMITTED,
    /** A read saw a transaction that had not been submitted yet. */
    READ_TOO_EARLY
  }

  @Override
  public String toString() {
    return kind + ": " + text;
  }
}
