package io.stretto.simulation.node;

import io.stretto.simulation.engine.Actor;
import io.stretto.simulation.log.Outbox;
import io.stretto.simulation.log.SimulatedLog;
import java.util.function.LongSupplier;

/**
 * A process that may die at any of its events: whenever it sends something, writes to its disk or
 * waits for an answer.
 */
abstract class SimulatedProcess {

  private static final int IMMORTAL = -1;

  final World world;
  private final Outbox outbox;
  private boolean isDead;
  private int eventsToLive = IMMORTAL;

  SimulatedProcess(World world) {
    this.world = world;
    this.outbox = new Outbox(world.weather(), world.dice().split(), world::nowMillis);
  }

  final Outbox outbox() {
    return outbox;
  }

  final boolean isDead() {
    return isDead;
  }

  /** Has the process die after some more events. */
  final void dieAfter(int events) {
    eventsToLive = events;
  }

  /** Something happens to the process: it may be the last. */
  final void event() {
    if (isDead || eventsToLive == 0) {
      throw new Crashed();
    }
    eventsToLive -= eventsToLive == IMMORTAL ? 0 : 1;
  }

  final <R> void send(SimulatedLog<R> log, R value) {
    outbox.send(log, value);
    event();
  }

  /** Has a thread of this process act, unless the process dies meanwhile. */
  final long act(LongSupplier action) {
    if (isDead) {
      return Actor.NEVER;
    }
    try {
      event();
      return action.getAsLong();
    } catch (Crashed crashed) {
      die();
      return Actor.NEVER;
    }
  }

  /** Dies, with all that has not been flushed. */
  final void die() {
    if (!isDead) {
      isDead = true;
      outbox.crash();
      died();
    }
  }

  /** Ends in good order. */
  final void end() {
    if (!isDead) {
      isDead = true;
      outbox.flush();
    }
  }

  /** The process has died. */
  abstract void died();
}
