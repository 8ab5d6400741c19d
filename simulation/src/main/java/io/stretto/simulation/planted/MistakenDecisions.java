package io.stretto.simulation.planted;

import io.stretto.protocol.Decider;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Lets one decide as {@link Decider#step} does, and makes mistakes in what it decided. */
final class MistakenDecisions {

  /**
   * Makes something else of a decision, or nothing.
   *
   * @param <R> the records of decisions
   */
  interface Mistake<R> {

    /** Replays what it likes, and returns what is told to others. */
    List<R> make(R decision, Consumer<R> replay);
  }

  private MistakenDecisions() {}

  static <E, R> List<R> step(Decider<E, R> decider, E event, long nowMillis, Mistake<R> mistake) {
    List<R> made = new ArrayList<>();
    List<R> next = decider.decide(event, nowMillis);
    do {
      for (R decision : next) {
        made.addAll(mistake.make(decision, decider::replay));
      }
      next = decider.decide(nowMillis);
    } while (!next.isEmpty());
    return made;
  }
}
