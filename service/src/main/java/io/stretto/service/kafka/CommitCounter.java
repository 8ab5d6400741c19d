package io.stretto.service.kafka;

import io.stretto.protocol.Commit;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Adds up a ledger's commits, from the first one on, on a thread of its own. Safe for use by
 * several threads.
 */
public final class CommitCounter implements AutoCloseable {

  private final CommitFollower follower;
  private final Thread thread;
  private CommitTotals totals = CommitTotals.NONE;
  private RuntimeException failure;

  /** Begins to count. */
  public CommitCounter(ClusterSettings settings, String clientId, int ledger) {
    follower =
        new CommitFollower(
            settings, clientId, List.of(ledger), CommitFollower.Start.FIRST, this::add);
    thread = Thread.ofPlatform().name(clientId).daemon().start(this::follow);
  }

  /** All commits so far. */
  public synchronized CommitTotals totals() {
    return totals;
  }

  /**
   * Returns the totals as soon as they are as wanted, or the time is over.
   *
   * @throws IllegalStateException when the commits can no longer be followed
   */
  public synchronized CommitTotals await(Predicate<CommitTotals> isWanted, Duration timeout)
      throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    long left = timeout.toNanos();
    while (!isWanted.test(totals) && left > 0) {
      if (failure != null) {
        throw new IllegalStateException("the commits can no longer be followed", failure);
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = deadline - System.nanoTime();
    }
    return totals;
  }

  @Override
  public void close() {
    follower.stop();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void follow() {
    try {
      follower.run();
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  private synchronized void add(Commit commit) {
    totals = totals.plus(commit);
    notifyAll();
  }

  private synchronized void fail(RuntimeException reason) {
    failure = reason;
    notifyAll();
  }
}
