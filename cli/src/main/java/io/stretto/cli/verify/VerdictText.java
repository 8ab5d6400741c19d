package io.stretto.cli.verify;

/** Verdicts for people. */
public final class VerdictText {

  private VerdictText() {}

  /** One line: what is equal, or what differs first. */
  public static String of(Verdict verdict) {
    if (!verdict.isEqual()) {
      return "DIFFERENT: " + verdict.firstDifference().orElse("") + skipped(verdict);
    }
    String state =
        verdict.state().isCompared()
            ? ", " + verdict.state().keysChecked() + " entries of the state"
            : "";
    return (verdict.state().isCompared() ? "equal: " : "log equal: ")
        + verdict.transactionsChecked()
        + " transactions up to block "
        + verdict.height()
        + state
        + ", digest "
        + verdict.stateDigest()
        + skipped(verdict);
  }

  /** Says that the state was not compared, and why. */
  public static String omission(Verdict verdict) {
    return "the state was NOT compared: " + verdict.state().omission().orElse("");
  }

  private static String skipped(Verdict verdict) {
    return verdict.recordsSkipped() == 0
        ? ""
        : ", " + verdict.recordsSkipped() + " unreadable records skipped";
  }
}
