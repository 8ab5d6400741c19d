package io.stretto.chaos.net;

import java.util.concurrent.TimeUnit;

/**
 * How a {@link TcpProxy} treats what passes through it at the moment. Safe for use by several
 * threads.
 */
final class Conduct {

  private boolean isCut;
  private boolean isClosed;
  private volatile long delayNanos;

  /** Nothing passes from now on. */
  synchronized void cut() {
    isCut = true;
  }

  /** What passes is so late from now on. */
  void delay(long millis) {
    delayNanos = TimeUnit.MILLISECONDS.toNanos(millis);
  }

  /** All passes at once again. */
  synchronized void heal() {
    isCut = false;
    delayNanos = 0;
    notifyAll();
  }

  /** Nobody need wait any more. */
  synchronized void close() {
    isClosed = true;
    notifyAll();
  }

  /** When something that arrives now is due, in the time of {@link System#nanoTime}. */
  long dueNanos() {
    return System.nanoTime() + delayNanos;
  }

  /** Returns when something with a due time may pass; false where it never will. */
  synchronized boolean awaitPassage(long dueNanos) throws InterruptedException {
    while (!isClosed) {
      long left = dueNanos - System.nanoTime();
      if (isCut) {
        wait();
      } else if (left > 0) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      } else {
        return true;
      }
    }
    return false;
  }
}
