package io.stretto.simulation.node;

import io.stretto.simulation.engine.Actor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All workers of a cluster: it starts another one where one has died. */
public final class WorkerPool {

  private static final int LONGEST_RESTART_MILLIS = 200;
  private static final int LARGEST = 4;

  private final World world;
  private final LaneGroup group;
  private final List<CommitterSupervisor> committers;
  private final List<WorkerProcess> processes = new ArrayList<>();

  /** Creates the workers and starts them. */
  public WorkerPool(World world, List<CommitterSupervisor> committers) {
    this.world = world;
    this.committers = committers;
    this.group = new LaneGroup(world);
    for (int i = 0; i < world.settings().workers(); i++) {
      start();
    }
  }

  /** Has a process die at one of its next events. */
  public void crash() {
    world.dice().pick(processes).dieAfter(world.dice().below(40));
  }

  /**
   * Has a thread stand still for a while.
   *
   * @param millis for how long
   * @param zombieActions how often it acts afterwards before it asks its group
   */
  public void stall(long millis, int zombieActions) {
    anyThread().ifPresent(thread -> thread.stall(millis, zombieActions));
  }

  /** Makes a thread slower than the others. */
  public void slowDown(int factor) {
    anyThread().ifPresent(thread -> thread.slowDown(factor));
  }

  /** Has a process come or go. */
  public void rebalance() {
    if (processes.size() > 1 && world.dice().flip()) {
      WorkerProcess leaving = world.dice().pick(processes);
      processes.remove(leaving);
      leaving.leave();
    } else if (processes.size() < LARGEST) {
      start();
    }
  }

  LaneGroup group() {
    return group;
  }

  List<CommitterSupervisor> committers() {
    return committers;
  }

  void died(WorkerProcess process) {
    if (processes.remove(process)) {
      start();
    }
  }

  /** A thread of a process, unless that one has none yet. */
  private Optional<WorkerThread> anyThread() {
    List<WorkerThread> threads = world.dice().pick(processes).threads();
    return threads.isEmpty() ? Optional.empty() : Optional.of(world.dice().pick(threads));
  }

  private void start() {
    WorkerProcess process = new WorkerProcess(world, this);
    processes.add(process);
    Actor starter =
        () -> {
          process.start();
          return Actor.NEVER;
        };
    world.scheduler().add(starter, world.dice().between(1, LONGEST_RESTART_MILLIS));
  }
}
