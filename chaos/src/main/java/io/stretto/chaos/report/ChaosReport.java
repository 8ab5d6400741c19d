package io.stretto.chaos.report;

import io.stretto.chaos.history.Violation;
import io.stretto.chaos.net.NetworkChoice;
import java.util.List;
import java.util.Optional;

/**
 * What a run found.
 *
 * @param seed the seed of its plan
 * @param network what the processes reached each other through
 * @param outcomes the faults in their order
 * @param totals what was submitted, committed and read
 * @param violations what clients saw that must not be
 * @param problem what else is wrong: the ledger differs from serial execution, or something did not
 *     come back; nothing where nothing is
 * @param skipped faults that this machine cannot do, with the reason
 */
public record ChaosReport(
    long seed,
    NetworkChoice network,
    List<FaultOutcome> outcomes,
    Totals totals,
    List<Violation> violations,
    Optional<String> problem,
    List<String> skipped) {

  /**
   * Figures of a whole run.
   *
   * @param sinceMillis when the load began, in milliseconds since 1970
   * @param seconds how long it lasted
   * @param submitted how many ids were submitted
   * @param answered how many of them have a receipt
   * @param transactions how many transactions the ledger has, repeats included
   * @param blocks how many blocks it has
   * @param repeatedReceipts how many receipts were published more than once, always the same
   * @param reads how many reads were answered
   * @param unansweredReads how many were not, when they were asked
   * @param usualPauseMillis the longest time without a commit before the first fault
   * @param stateDigest the digest after the last block
   */
  public record Totals(
      long sinceMillis,
      double seconds,
      long submitted,
      long answered,
      long transactions,
      long blocks,
      long repeatedReceipts,
      long reads,
      long unansweredReads,
      long usualPauseMillis,
      String stateDigest) {}

  /** Copies the lists. */
  public ChaosReport {
    outcomes = List.copyOf(outcomes);
    violations = List.copyOf(violations);
    skipped = List.copyOf(skipped);
  }

  /** Whether nothing was lost, doubled or different, and everything came back. */
  public boolean isSound() {
    return violations.isEmpty() && problem.isEmpty();
  }

  /**
   * Whether a run counts as good.
   *
   * @param holdsGoals whether the time without commits counts, which is the machine's as much as
   *     the cluster's
   */
  public boolean passes(boolean holdsGoals) {
    return isSound() && (!holdsGoals || meetsGoals());
  }

  /** Whether every fault took no longer than it should. */
  public boolean meetsGoals() {
    return outcomes.stream().allMatch(FaultOutcome::meetsGoal);
  }
}
