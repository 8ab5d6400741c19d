package io.stretto.statestore.commit;

/**
 * What the committer may be tuned by. None of it decides outcomes. A committer that could not look
 * at the position at the head would never commit anything, so that is refused.
 *
 * @param lanes how many lanes there are, at least 1
 * @param lookAheadPositions how many positions are searched for the consequences of a conflict, its
 *     own included; at least 1
 * @param setAsideBatches how many result batches are kept for blocks that have not arrived, at
 *     least 0
 * @param minimumLateMillis the shortest wait for a result before another lane is asked, at least 1
 * @param initialLateMillis that wait before anything was measured, at least 1
 * @param maximumLateMillis the longest such wait, at least 1
 */
public record CommitterSettings(
    int lanes,
    int lookAheadPositions,
    int setAsideBatches,
    long minimumLateMillis,
    long initialLateMillis,
    long maximumLateMillis) {

  /** Checks the numbers. */
  public CommitterSettings {
    atLeast("lanes", lanes, 1);
    atLeast("lookAheadPositions", lookAheadPositions, 1);
    atLeast("setAsideBatches", setAsideBatches, 0);
    atLeast("minimumLateMillis", minimumLateMillis, 1);
    atLeast("initialLateMillis", initialLateMillis, 1);
    atLeast("maximumLateMillis", maximumLateMillis, 1);
  }

  private static void atLeast(String name, long value, long minimum) {
    if (value < minimum) {
      throw new IllegalArgumentException(
          name + " is " + value + ", and must be at least " + minimum);
    }
  }

  /** The defaults for a number of lanes. */
  public static CommitterSettings defaults(int lanes) {
    return new CommitterSettings(lanes, 8192, 4096, 100, 1000, 10_000);
  }
}
