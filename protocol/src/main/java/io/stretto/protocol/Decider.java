package io.stretto.protocol;

import java.util.ArrayList;
import java.util.List;

/**
 * What decides on events as they come, in two halves: deciding computes records and changes
 * nothing, and replaying such records is the only thing that changes state. So one that is fed
 * another's decisions is in the same state.
 *
 * @param <E> the events
 * @param <R> the records of decisions
 */
public interface Decider<E, R> {

  /** Decides on an event alone; changes nothing. */
  List<R> decide(E event, long nowMillis);

  /** Decides on what can be decided without an event, if anything; changes nothing. */
  List<R> decide(long nowMillis);

  /** Changes the state by a decision. */
  void replay(R record);

  /**
   * Decides on an event and on all that follows from it, and replays each decision.
   *
   * @param event what happened
   * @param nowMillis the time, in milliseconds since 1970
   * @return the decisions in order
   */
  default List<R> step(E event, long nowMillis) {
    List<R> decisions = new ArrayList<>(decide(event, nowMillis));
    decisions.forEach(this::replay);
    for (List<R> next = decide(nowMillis); !next.isEmpty(); next = decide(nowMillis)) {
      next.forEach(this::replay);
      decisions.addAll(next);
    }
    return decisions;
  }
}
