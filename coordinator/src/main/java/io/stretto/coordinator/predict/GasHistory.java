package io.stretto.coordinator.predict;

import io.stretto.protocol.ErrorCode;

/**
 * What calls of one function use, by those seen of late: a moving average in whole units of gas.
 * The first call seen to end is believed as it is, the next ones count as in a plain average, and
 * from the eighth on each counts an eighth. No call moves the average further than one that used
 * eight times as much or an eighth as much, so a single strange one does little, and of a function
 * that became a thousand times dearer more than half is known after fifteen calls.
 *
 * <p>The gas limit is no measurement. A call that trapped or passed another limit was charged the
 * whole of it whatever it did, and teaches nothing. One that ran out of gas says that it wanted
 * more than the limit, and moves the average as far as any call may. Deterministic: the same
 * results in the same order give the same average. Used by one thread.
 */
final class GasHistory {

  private static final int SAMPLES_LIMIT = 8;
  private static final long REACH = 8;

  private long average;
  private int samples;

  /**
   * Makes a history without calls.
   *
   * @param firstGas what is expected until one was seen to end, at least 1
   */
  GasHistory(long firstGas) {
    this.average = firstGas;
  }

  /** What the next call is expected to use. */
  long expected() {
    return average;
  }

  /** Learns from a call. */
  void learn(ErrorCode ending, long gasUsed) {
    if (ending == ErrorCode.TRAP || ending == ErrorCode.LIMIT_EXCEEDED) {
      return;
    }
    boolean isFirst = samples == 0 && ending != ErrorCode.OUT_OF_GAS;
    samples = Math.min(samples + 1, SAMPLES_LIMIT);
    average = isFirst ? gasUsed : moved(gasUsed);
  }

  private long moved(long gasUsed) {
    long lowest = average / REACH;
    long highest = Math.max(average, 1) * REACH;
    long sample = Math.clamp(gasUsed, lowest, highest);
    int weight = samples == 1 ? SAMPLES_LIMIT : samples;
    long step = sample - average;
    return average + (step > 0 ? Math.ceilDiv(step, weight) : Math.floorDiv(step, weight));
  }
}
