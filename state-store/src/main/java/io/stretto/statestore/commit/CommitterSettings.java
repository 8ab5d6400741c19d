package io.stretto.statestore.commit;

/**
 * What the committer may be tuned by. None of it decides outcomes.
 *
 * @param lanes how many lanes there are, at least 1
 * @param lookAheadPositions how many positions beyond a conflict are searched for its consequences
 * @param setAsideBatches how many result batches are kept for blocks that have not arrived
 * @param minimumLateMillis the shortest wait for a result before another lane is asked
 * @param initialLateMillis that wait before anything was measured
 * @param maximumLateMillis the longest such wait
 */
public record CommitterSettings(
    int lanes,
    int lookAheadPositions,
    int setAsideBatches,
    long minimumLateMillis,
    long initialLateMillis,
    long maximumLateMillis) {

  /** The defaults for a number of lanes. */
  public static CommitterSettings defaults(int lanes) {
    return new CommitterSettings(lanes, 8192, 4096, 100, 1000, 10_000);
  }
}
