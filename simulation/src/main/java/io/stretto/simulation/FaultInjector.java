package io.stretto.simulation;

import io.stretto.simulation.check.Checker;
import io.stretto.simulation.engine.Actor;
import io.stretto.simulation.engine.Dice;
import io.stretto.simulation.fault.Fault;
import io.stretto.simulation.fault.FaultPlan;
import io.stretto.simulation.node.CommitterSupervisor;
import io.stretto.simulation.node.CoordinatorSupervisor;
import io.stretto.simulation.node.WorkerPool;
import java.util.List;

/** Strikes, now and then, with the faults that are events and not a matter of the weather. */
final class FaultInjector implements Actor {

  private static final List<Fault> BLOWS =
      List.of(
          Fault.WORKER_CRASH,
          Fault.WORKER_STALL,
          Fault.SLOW_WORKER,
          Fault.REBALANCE,
          Fault.COORDINATOR_CRASH,
          Fault.ZOMBIE_COORDINATOR,
          Fault.FORGED_BLOCKS,
          Fault.COMMITTER_CRASH,
          Fault.ZOMBIE_COMMITTER);

  private static final int LONGEST_STALL_MILLIS = 1_500;

  private final FaultPlan plan;
  private final Dice dice;
  private final Checker checker;
  private final WorkerPool workers;
  private final List<CoordinatorSupervisor> coordinators;
  private final List<CommitterSupervisor> committers;
  private int strikesLeft;
  private int strikes;
  private boolean isOver;

  FaultInjector(
      FaultPlan plan,
      int strikesLimit,
      Dice dice,
      Checker checker,
      WorkerPool workers,
      List<CoordinatorSupervisor> coordinators,
      List<CommitterSupervisor> committers) {
    this.plan = plan;
    this.strikesLeft = strikesLimit;
    this.dice = dice;
    this.checker = checker;
    this.workers = workers;
    this.coordinators = coordinators;
    this.committers = committers;
  }

  /** Strikes no more. */
  void stop() {
    isOver = true;
  }

  /** How often it struck. */
  int strikes() {
    return strikes;
  }

  @Override
  public long act() {
    if (isOver || strikesLeft == 0) {
      return NEVER;
    }
    Fault fault = dice.pick(BLOWS);
    if (plan.has(fault)) {
      strikesLeft--;
      strikes++;
      checker.struck(fault.name());
      strike(fault);
    }
    return dice.between(1, 2 * plan.strikeMillis());
  }

  private void strike(Fault fault) {
    switch (fault) {
      case WORKER_CRASH -> workers.crash();
      case WORKER_STALL -> workers.stall(dice.between(20, LONGEST_STALL_MILLIS), zombieActions());
      case SLOW_WORKER -> workers.slowDown(dice.between(1, 20));
      case REBALANCE -> workers.rebalance();
      case COORDINATOR_CRASH -> dice.pick(coordinators).crash();
      case ZOMBIE_COORDINATOR -> dice.pick(coordinators).failOver();
      case FORGED_BLOCKS -> dice.pick(coordinators).forge();
      case COMMITTER_CRASH -> dice.pick(committers).crash();
      case ZOMBIE_COMMITTER -> dice.pick(committers).failOver();
      default -> throw new IllegalArgumentException(fault + " is no event");
    }
  }

  private int zombieActions() {
    return plan.has(Fault.ZOMBIE_WORKER) ? dice.between(1, 10) : 0;
  }
}
