package io.stretto.simulation;

import io.stretto.simulation.check.Violation;
import java.util.Optional;

/**
 * How a run ended.
 *
 * @param seed its seed
 * @param violation the property that did not hold, if one did not
 * @param statistics what happened until then
 */
public record RunOutcome(long seed, Optional<Violation> violation, Statistics statistics) {

  /**
   * How much happened in a run, or in several.
   *
   * @param runs how many runs
   * @param transactions records committed
   * @param blocks blocks committed
   * @param executions results that committers took
   * @param conflicts results that did not hold
   * @param strikes faults that struck
   * @param actions actions of all threads
   */
  public record Statistics(
      long runs,
      long transactions,
      long blocks,
      long executions,
      long conflicts,
      long strikes,
      long actions) {

    /** Nothing. */
    public static final Statistics NONE = new Statistics(0, 0, 0, 0, 0, 0, 0);

    /** Both together. */
    public Statistics plus(Statistics other) {
      return new Statistics(
          runs + other.runs,
          transactions + other.transactions,
          blocks + other.blocks,
          executions + other.executions,
          conflicts + other.conflicts,
          strikes + other.strikes,
          actions + other.actions);
    }
  }
}
