package io.stretto.chaos.plan;

import java.util.Locale;
import java.util.OptionalLong;

/** Everything that can be done to a process of a cluster. */
public enum Fault {
  /** A worker is killed and comes back some seconds later. */
  WORKER_KILL(Target.WORKER, Action.KILL, OptionalLong.of(1_000)),
  /** A worker stands still for seconds, and then goes on with what it had in hand. */
  WORKER_PAUSE(Target.WORKER, Action.PAUSE, OptionalLong.empty()),
  /** A worker is told to end, and started again. */
  WORKER_RESTART(Target.WORKER, Action.RESTART, OptionalLong.empty()),
  /** A worker and the broker cannot reach each other. */
  WORKER_CUT(Target.WORKER, Action.CUT, OptionalLong.empty()),
  /** What a worker and the broker tell each other is late. */
  WORKER_DELAY(Target.WORKER, Action.DELAY, OptionalLong.empty()),
  /** The coordinator at work is killed; another takes its ledger over. */
  COORDINATOR_KILL(Target.COORDINATOR, Action.KILL, OptionalLong.of(5_000)),
  /** The coordinator at work stands still, and then goes on as if nothing had happened. */
  COORDINATOR_PAUSE(Target.COORDINATOR, Action.PAUSE, OptionalLong.empty()),
  /** The coordinator at work is told to end, and started again. */
  COORDINATOR_RESTART(Target.COORDINATOR, Action.RESTART, OptionalLong.empty()),
  /** The coordinator at work and the broker cannot reach each other. */
  COORDINATOR_CUT(Target.COORDINATOR, Action.CUT, OptionalLong.empty()),
  /** What the coordinator at work and the broker tell each other is late. */
  COORDINATOR_DELAY(Target.COORDINATOR, Action.DELAY, OptionalLong.empty()),
  /** The state-store that commits is killed; the one with the copy takes its ledger over. */
  STATE_STORE_KILL(Target.STATE_STORE, Action.KILL, OptionalLong.of(10_000)),
  /** The state-store that commits stands still, and then goes on as if nothing had happened. */
  STATE_STORE_PAUSE(Target.STATE_STORE, Action.PAUSE, OptionalLong.empty()),
  /** The state-store that commits is told to end, and started again. */
  STATE_STORE_RESTART(Target.STATE_STORE, Action.RESTART, OptionalLong.empty()),
  /** The state-store that commits and the broker cannot reach each other. */
  STATE_STORE_CUT(Target.STATE_STORE, Action.CUT, OptionalLong.empty()),
  /** What the state-store that commits and the broker tell each other is late. */
  STATE_STORE_DELAY(Target.STATE_STORE, Action.DELAY, OptionalLong.empty()),
  /** Workers cannot reach the state-store that commits. */
  STATE_READS_CUT(Target.STATE_STORE, Action.CUT_READS, OptionalLong.empty()),
  /** What workers and the state-store that commits tell each other is late. */
  STATE_READS_DELAY(Target.STATE_STORE, Action.DELAY_READS, OptionalLong.empty()),
  /** The disk of the state-store that commits is full for a time. */
  STATE_STORE_DISK_FULL(Target.STATE_STORE, Action.FILL_DISK, OptionalLong.empty()),
  /** The broker is killed and comes back. */
  BROKER_KILL(Target.BROKER, Action.KILL, OptionalLong.empty()),
  /** The broker stands still for seconds. */
  BROKER_PAUSE(Target.BROKER, Action.PAUSE, OptionalLong.empty()),
  /** The broker is told to end, and started again. */
  BROKER_RESTART(Target.BROKER, Action.RESTART, OptionalLong.empty()),
  /** The broker's disk is full for a time. */
  BROKER_DISK_FULL(Target.BROKER, Action.FILL_DISK, OptionalLong.empty());

  private final Target target;
  private final Action action;
  private final OptionalLong goalMillis;

  Fault(Target target, Action action, OptionalLong goalMillis) {
    this.target = target;
    this.action = action;
    this.goalMillis = goalMillis;
  }

  /** What a fault strikes. */
  public enum Target {
    /** One of the workers. */
    WORKER,
    /** The coordinator that has the ledger. */
    COORDINATOR,
    /** The state-store that has the ledger. */
    STATE_STORE,
    /** The only broker. */
    BROKER
  }

  /** What a fault does to its target. */
  public enum Action {
    /** SIGKILL, and a start after a time. */
    KILL,
    /** SIGSTOP, and SIGCONT after a time. */
    PAUSE,
    /** SIGTERM, and a start when it has ended. */
    RESTART,
    /**
     * Its connections to the broker carry nothing for a time; where it has a wire of its own, none
     * of its connections does.
     */
    CUT,
    /** Its connections to the broker are slow for a time. */
    DELAY,
    /** Its state reads carry nothing for a time. */
    CUT_READS,
    /** Its state reads are slow for a time. */
    DELAY_READS,
    /** Its disk has no room for a time. */
    FILL_DISK
  }

  /** What it strikes. */
  public Target target() {
    return target;
  }

  /** What it does. */
  public Action action() {
    return action;
  }

  /** Whether it makes something late by a time that a plan says. */
  public boolean isDelay() {
    return action == Action.DELAY || action == Action.DELAY_READS;
  }

  /** The longest time without commits that is aimed at, in milliseconds; nothing where none is. */
  public OptionalLong goalMillis() {
    return goalMillis;
  }

  /** Its name on the command line and in reports, such as worker-kill. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
