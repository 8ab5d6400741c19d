package io.stretto.statestore.commit;

import io.stretto.protocol.Result;

/** What the committer knows of one position of an open block. */
final class Slot {

  /** The lane that was last asked to execute it. */
  int lane;

  /** The lowest incarnation that is still of interest. */
  int incarnation;

  /** When a result was last asked for, in milliseconds. */
  long askedAtMillis;

  /** How often another lane was asked because no result came. */
  int lateRequests;

  /** How many results have come. */
  int executions;

  /** The result on hand; {@code null} where there is none. */
  Result result;

  /** The incarnation that was last asked for. */
  private int askedIncarnation;

  /** Whether it was asked for while it was the next position to settle. */
  private boolean isAskedAtHead;

  Slot(int lane, long askedAtMillis) {
    this.lane = lane;
    this.askedAtMillis = askedAtMillis;
  }

  /** Takes a result if it is newer than what is on hand and not older than what was asked for. */
  boolean offer(Result offered) {
    executions++;
    boolean isNews =
        offered.incarnation() >= incarnation
            && (result == null || offered.incarnation() > result.incarnation());
    if (isNews) {
      result = offered;
      incarnation = offered.incarnation();
    }
    return isNews;
  }

  /** Forgets what is on hand and waits for an incarnation from a lane. */
  void ask(int newLane, int newIncarnation, boolean isAtHead, long nowMillis) {
    result = null;
    lane = newLane;
    incarnation = newIncarnation;
    askedIncarnation = newIncarnation;
    isAskedAtHead = isAtHead;
    askedAtMillis = nowMillis;
  }

  /**
   * Whether a result is on its way that will hold: one of an execution that reads the state just
   * before the head. Nothing can be settled before it.
   */
  boolean isAskedAtHead() {
    return isAskedAtHead;
  }

  /** Forgets what is on hand, which does not hold, and goes on waiting for what was asked for. */
  void refuse() {
    result = null;
    incarnation = askedIncarnation;
  }
}
