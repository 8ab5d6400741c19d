package io.stretto.simulation.node;

import io.stretto.protocol.BlockContext;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Position;
import io.stretto.protocol.ReexecutionRequest;
import io.stretto.protocol.Task;
import io.stretto.protocol.port.Executor;
import io.stretto.protocol.port.RemoteState;
import io.stretto.simulation.check.CommitterLife;
import io.stretto.simulation.check.WorkerSize;
import io.stretto.simulation.engine.Actor;
import io.stretto.simulation.engine.Dice;
import io.stretto.simulation.log.Reader;
import io.stretto.simulation.log.SimulatedLog.Entry;
import io.stretto.simulation.script.ScriptedContract;
import io.stretto.worker.speculate.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One executing thread of a worker: a member of the group that runs the lanes it is given, requests
 * of committers before tasks.
 */
final class WorkerThread implements Actor {

  private static final int RECORDS_AT_ONCE = 4;

  private record LaneId(int ledger, int lane) implements Comparable<LaneId> {

    @Override
    public int compareTo(LaneId other) {
      int byLedger = Integer.compare(ledger, other.ledger);
      return byLedger != 0 ? byLedger : Integer.compare(lane, other.lane);
    }
  }

  private record Readers(Reader<Task> tasks, Reader<ReexecutionRequest> requests) {}

  private final World world;
  private final WorkerProcess process;
  private final LaneGroup group;
  private final TreeMap<Integer, Readers> readers = new TreeMap<>();
  private final TreeMap<LaneId, Lane> lanes = new TreeMap<>();
  private final StateReads reads;
  private final RemoteState remote;
  private final Executor executor;

  /** The request whose head has yet to be executed; {@code null} where there is none. */
  private ReexecutionRequest serving;

  private long lastPollMillis;
  private long stallMillis;
  private int actionsAsZombie;
  private int slowness = 1;

  WorkerThread(World world, WorkerProcess process, LaneGroup group) {
    this.world = world;
    this.process = process;
    this.group = group;
    this.lastPollMillis = world.nowMillis();
    this.reads = new StateReads(world, process);
    this.remote = world.sabotage().remoteState(reads);
    Executor scripts = new WatchedExecutor(new ScriptedContract(), world.checker(), this::executed);
    this.executor = world.sabotage().executor(scripts);
  }

  @Override
  public long act() {
    if (stallMillis > 0 && !process.isDead()) {
      long wait = stallMillis;
      stallMillis = 0;
      return wait;
    }
    return process.act(this::turn);
  }

  /** Stands still at its next action, and then acts some times before it asks its group. */
  void stall(long millis, int zombieActions) {
    stallMillis = millis;
    actionsAsZombie = zombieActions;
  }

  /** Takes longer from now on. */
  void slowDown(int factor) {
    slowness = factor;
  }

  long lastPollMillis() {
    return lastPollMillis;
  }

  private long turn() {
    if (process.isLeaving()) {
      giveUp(List.copyOf(readers.keySet()));
      group.remove(this);
      process.left(this);
      return NEVER;
    }
    if (actionsAsZombie > 0) {
      actionsAsZombie--;
    } else {
      poll();
    }
    long[] heightsTold = process.watchHeights();
    int taken = takeRequests();
    taken += takeTasks();
    long nowMillis = world.nowMillis();
    for (Lane lane : List.copyOf(lanes.values())) {
      lane.tick(nowMillis);
    }
    process.outbox().flushSome();
    if (world.dice().chance(100)) {
      commitOffsets(readers.keySet());
    }
    process.endWatch(heightsTold);
    measure(heightsTold);
    return slowness * world.pace(taken > 0);
  }

  private void poll() {
    lastPollMillis = world.nowMillis();
    if (!group.has(this)) {
      readers.clear();
      lanes.clear();
      group.join(this);
    }
    giveUp(group.toGiveUp(this));
    List<Integer> taken = group.toTake(this);
    for (int lane : taken) {
      group.take(this, lane);
      readers.put(
          lane,
          new Readers(
              world.reader(world.topics().tasks().get(lane), group.nextTask(lane)),
              world.reader(world.topics().requests().get(lane), group.nextRequest(lane))));
    }
    if (!taken.isEmpty()) {
      process.forgetCommitted();
    }
  }

  private void giveUp(List<Integer> givenUp) {
    if (givenUp.isEmpty()) {
      return;
    }
    lanes.keySet().removeIf(id -> givenUp.contains(id.lane()));
    process.outbox().flush();
    process.event();
    commitOffsets(givenUp);
    for (int lane : givenUp) {
      readers.remove(lane);
      if (group.isOwner(this, lane)) {
        group.giveUp(lane);
      }
    }
  }

  private void commitOffsets(Iterable<Integer> committed) {
    for (int lane : committed) {
      Readers of = readers.get(lane);
      if (of != null) {
        group.commitOffsets(this, lane, of.tasks().position(), of.requests().position());
      }
    }
  }

  private int takeRequests() {
    int taken = 0;
    for (Map.Entry<Integer, Readers> of : shuffled()) {
      for (int count = world.dice().between(0, RECORDS_AT_ONCE); count > 0; count--) {
        Entry<ReexecutionRequest> entry = of.getValue().requests().poll(world.nowMillis());
        if (entry == null) {
          break;
        }
        serve(entry.value(), of.getKey());
        of.getValue().requests().rewindSometimes();
        taken++;
      }
    }
    return taken;
  }

  private void serve(ReexecutionRequest request, int lane) {
    serving = request;
    process.touched(request.ledger(), request.freshValues().size());
    reads.takeAnswered();
    lane(request.ledger(), lane).execute(request);
    serving = null;
  }

  /** The first execution of a request's head reads what must be right. */
  private void executed(BlockContext block, Position position, ExecutionResult result) {
    world.checker().executed(block.ledger(), position, result);
    process.touched(block.ledger(), result.writes().size());
    Set<CommitterLife> answered = reads.takeAnswered();
    if (serving != null && position.equals(serving.head())) {
      world.checker().executedAtHead(serving, result, answered);
      serving = null;
    }
  }

  private int takeTasks() {
    int taken = 0;
    for (Map.Entry<Integer, Readers> of : shuffled()) {
      for (int count = world.dice().between(0, RECORDS_AT_ONCE); count > 0; count--) {
        Entry<Task> entry = of.getValue().tasks().poll(world.nowMillis());
        if (entry == null) {
          break;
        }
        int ledger = entry.value().block().ledger();
        lane(ledger, of.getKey()).execute(entry.value(), world.nowMillis());
        of.getValue().tasks().rewindSometimes();
        taken++;
      }
    }
    return taken;
  }

  /** The lanes from a random one on. */
  private List<Map.Entry<Integer, Readers>> shuffled() {
    List<Map.Entry<Integer, Readers>> rotated = new ArrayList<>();
    if (readers.isEmpty()) {
      return rotated;
    }
    Dice dice = world.dice();
    int first = dice.below(world.settings().lanes());
    rotated.addAll(readers.tailMap(first, true).entrySet());
    rotated.addAll(readers.headMap(first, false).entrySet());
    return List.copyOf(rotated);
  }

  private Lane lane(int ledger, int number) {
    return lanes.computeIfAbsent(
        new LaneId(ledger, number),
        id ->
            new Lane(
                ledger,
                number,
                process.state(ledger),
                executor,
                remote,
                process.transactionLog(),
                world.settings().lane(),
                process::publish));
  }

  private void measure(long[] heightsTold) {
    lanes.forEach(
        (id, lane) ->
            world
                .checker()
                .workerActed(
                    new WorkerSize(
                        id.ledger(),
                        process.state(id.ledger()).size(),
                        world.settings().cachedKeysLimit(),
                        lane.inFlight(),
                        heightsTold[id.ledger()],
                        process.touchedSinceTold(id.ledger()))));
  }
}
