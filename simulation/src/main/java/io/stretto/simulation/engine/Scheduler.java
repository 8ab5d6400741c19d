package io.stretto.simulation.engine;

import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/**
 * The one thread and the one clock of a simulated cluster: it lets the actor act whose time has
 * come, and among several, one that the dice choose. Time jumps from one action to the next.
 *
 * <p>An actor that waits for others calls {@link #runWhile} from within its action, and so acts
 * beside them, as a thread that is blocked in a call does; it is not asked to act again meanwhile.
 */
public final class Scheduler {

  private record Turn(long atMillis, long rank, Actor actor) implements Comparable<Turn> {

    @Override
    public int compareTo(Turn other) {
      int byTime = Long.compare(atMillis, other.atMillis);
      return byTime != 0 ? byTime : Long.compare(rank, other.rank);
    }
  }

  private final PriorityQueue<Turn> turns = new PriorityQueue<>();
  private final Dice dice;
  private final Runnable afterEach;
  private long nowMillis;
  private long actions;

  /**
   * Creates a scheduler without actors.
   *
   * @param dice choose among actors whose time has come
   * @param startMillis the time at which it begins
   * @param afterEach called after each action
   */
  public Scheduler(Dice dice, long startMillis, Runnable afterEach) {
    this.dice = dice;
    this.nowMillis = startMillis;
    this.afterEach = afterEach;
  }

  /** The time in milliseconds. */
  public long nowMillis() {
    return nowMillis;
  }

  /** How many actions there have been. */
  public long actions() {
    return actions;
  }

  /** Adds an actor that acts after some milliseconds for the first time. */
  public void add(Actor actor, long inMillis) {
    turns.add(new Turn(nowMillis + inMillis, dice.nextLong(), actor));
  }

  /** Lets the next actor act. */
  public void runNext() {
    Turn turn = turns.poll();
    if (turn == null) {
      throw new IllegalStateException("nobody acts any more");
    }
    nowMillis = Math.max(nowMillis, turn.atMillis());
    actions++;
    long next = turn.actor().act();
    if (next != Actor.NEVER) {
      add(turn.actor(), next);
    }
    afterEach.run();
  }

  /** Lets others act while something is so. */
  public void runWhile(BooleanSupplier condition) {
    while (condition.getAsBoolean()) {
      runNext();
    }
  }
}
