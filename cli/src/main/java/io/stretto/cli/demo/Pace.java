package io.stretto.cli.demo;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Spreads submissions evenly over time, where a rate is asked for. */
final class Pace {

  private final long perSecond;
  private final long startNanos = System.nanoTime();
  private long count;

  /** A pace; 0 is as fast as it goes. */
  Pace(long perSecond) {
    this.perSecond = perSecond;
  }

  /**
   * Waits for the next submission's turn and returns the time at which it was due: waiting for a
   * slow cluster counts as latency.
   */
  long await() {
    if (perSecond == 0) {
      return System.nanoTime();
    }
    long due = startNanos + Math.round((double) TimeUnit.SECONDS.toNanos(1) * count++ / perSecond);
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    return due;
  }
}
