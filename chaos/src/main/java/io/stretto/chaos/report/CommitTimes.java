package io.stretto.chaos.report;

import java.util.List;

/**
 * When blocks were committed: the times that the broker put on their records, in milliseconds since
 * 1970.
 *
 * @param millis the time of each block, in the order of their heights
 */
public record CommitTimes(List<Long> millis) {

  /** Sorts them: what matters is when there was a commit, of whatever block. */
  public CommitTimes {
    millis = millis.stream().sorted().toList();
  }

  /** How many there are in a span of time, its end left out. */
  public long count(long fromMillis, long toMillis) {
    return millis.stream().filter(time -> time >= fromMillis && time < toMillis).count();
  }

  /**
   * The longest time without a commit that begins or lasts in a span of time, in milliseconds. What
   * had begun before the span counts from the span's beginning, and what lasts beyond it counts to
   * its end.
   */
  public long longestPauseMillis(long fromMillis, long toMillis) {
    long last = fromMillis;
    long longest = 0;
    for (long time : millis) {
      if (time >= fromMillis && time < toMillis) {
        longest = Math.max(longest, time - last);
        last = time;
      }
    }
    return Math.max(longest, toMillis - last);
  }
}
