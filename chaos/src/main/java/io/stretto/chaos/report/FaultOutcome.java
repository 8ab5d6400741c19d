package io.stretto.chaos.report;

import io.stretto.chaos.plan.Fault;
import io.stretto.chaos.plan.FaultStep;

/**
 * What became of one fault.
 *
 * @param step the fault
 * @param victim the process that it struck
 * @param strickenAtMillis when, in milliseconds since 1970
 * @param machineLoad how many processes wanted a processor then, by the system's average of the
 *     last minute; negative where the system does not tell
 * @param endMillis when the next fault came, or the load ended
 * @param longestPauseMillis the longest time without a commit between that and the end, in
 *     milliseconds
 * @param blocks how many blocks were committed in that time
 */
public record FaultOutcome(
    FaultStep step,
    String victim,
    long strickenAtMillis,
    double machineLoad,
    long endMillis,
    long longestPauseMillis,
    long blocks) {

  /** Whether it took no longer than it should; true where there is no goal. */
  public boolean meetsGoal() {
    Fault fault = step.fault();
    return fault.goalMillis().isEmpty() || longestPauseMillis < fault.goalMillis().getAsLong();
  }
}
