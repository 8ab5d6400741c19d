package io.stretto.simulation.node;

import io.stretto.protocol.Commit;
import io.stretto.protocol.Result;
import io.stretto.protocol.ResultBatch;
import io.stretto.protocol.port.TransactionLog;
import io.stretto.simulation.engine.Actor;
import io.stretto.simulation.fault.Fault;
import io.stretto.simulation.log.Reader;
import io.stretto.simulation.log.SimulatedLog;
import io.stretto.simulation.log.SimulatedLog.Entry;
import io.stretto.worker.speculate.SpeculativeState;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A worker process: threads that execute lanes, one that follows commits, and what they share. */
final class WorkerProcess extends SimulatedProcess {

  private static final int COMMITS_AT_ONCE = 4;

  private final WorkerPool pool;
  private final TreeMap<Integer, SpeculativeState> states = new TreeMap<>();
  private final List<WorkerThread> threads = new ArrayList<>();
  private final List<Reader<Commit>> commits = new ArrayList<>();
  private final long[] heightsTold;

  /** By ledger, the last committed block that its threads' view knew of when it was looked at. */
  private final long[] heightsSeen;

  /** What threads that are about to act were told at least, for as long as they do. */
  private final List<long[]> watched = new ArrayList<>();

  /** By ledger, how many keys were read or written since a commit was heard of. */
  private final int[] touched;

  /** By ledger, the committer that answered last. */
  private final CommitterNode[] answering;

  private final TransactionLog transactionLog;
  private boolean isLeaving;

  WorkerProcess(World world, WorkerPool pool) {
    super(world);
    this.pool = pool;
    this.heightsTold = new long[world.settings().ledgers()];
    this.heightsSeen = new long[heightsTold.length];
    this.touched = new int[heightsTold.length];
    this.answering = new CommitterNode[heightsTold.length];
    this.transactionLog =
        world
            .sabotage()
            .transactionLog(
                (ledger, offset) -> world.topics().transactions().get(ledger).get(offset).value());
    for (int ledger = 0; ledger < heightsTold.length; ledger++) {
      heightsTold[ledger] = -1;
      heightsSeen[ledger] = -1;
      SimulatedLog<Commit> log = world.topics().commits().get(ledger);
      commits.add(world.reader(log, log.end() - 1));
      states.put(ledger, new SpeculativeState(world.settings().cachedKeysLimit()));
    }
  }

  void start() {
    for (int i = 0; i < world.settings().threads(); i++) {
      WorkerThread thread = new WorkerThread(world, this, pool.group());
      threads.add(thread);
      world.scheduler().add(thread, world.dice().between(1, 10));
    }
    Actor follower = () -> act(this::followCommits);
    world.scheduler().add(follower, 1);
  }

  /** Ends in good order: each thread gives up its lanes with their offsets when it acts next. */
  void leave() {
    isLeaving = true;
  }

  boolean isLeaving() {
    return isLeaving;
  }

  /** A thread has given up its lanes; the last one ends the process. */
  void left(WorkerThread thread) {
    threads.remove(thread);
    if (threads.isEmpty()) {
      end();
    }
  }

  List<WorkerThread> threads() {
    return threads;
  }

  void touched(int ledger, int keys) {
    touched[ledger] += keys;
  }

  int touchedSinceTold(int ledger) {
    return touched[ledger];
  }

  CommitterNode[] answering() {
    return answering;
  }

  List<CommitterSupervisor> committers() {
    return pool.committers();
  }

  TransactionLog transactionLog() {
    return transactionLog;
  }

  SpeculativeState state(int ledger) {
    return states.get(ledger);
  }

  /**
   * By ledger, the last block that the process was told is committed; -1 where none was. Where a
   * request showed since then that blocks are not committed, it forgets that it was told.
   */
  long[] heightsTold() {
    for (int ledger = 0; ledger < heightsTold.length; ledger++) {
      long height = states.get(ledger).committedHeight();
      if (height < heightsSeen[ledger]) {
        heightsTold[ledger] = Math.min(heightsTold[ledger], height);
        for (long[] lowest : watched) {
          lowest[ledger] = Math.min(lowest[ledger], height);
        }
      }
      heightsSeen[ledger] = height;
    }
    return heightsTold.clone();
  }

  /** Lanes have come from elsewhere: what is known of committed values may be old. */
  void forgetCommitted() {
    states.values().forEach(SpeculativeState::forgetCommitted);
  }

  /** The heights told of now, in an array in which they go down with what is forgotten. */
  long[] watchHeights() {
    long[] lowest = heightsTold();
    watched.add(lowest);
    return lowest;
  }

  /** No longer changes an array that {@link #watchHeights} gave. */
  void endWatch(long[] lowest) {
    heightsTold();
    watched.removeIf(each -> isSame(each, lowest));
  }

  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(long[] one, long[] other) {
    return one == other;
  }

  void publish(ResultBatch batch) {
    if (world.weather().strikes(Fault.LOST_RESULTS)) {
      world.checker().struck("LOST_RESULTS of block " + batch.height());
      event();
      return;
    }
    boolean isParted = batch.results().size() > 1 && world.weather().strikes(Fault.PARTIAL_BATCHES);
    int cut = isParted ? world.dice().between(1, batch.results().size() - 1) : 0;
    for (ResultBatch part : isParted ? parts(batch, cut) : List.of(batch)) {
      send(world.topics().results().get(batch.ledger()), world.sabotage().published(part));
    }
  }

  /** The two parts of a batch, or one of them. */
  private List<ResultBatch> parts(ResultBatch batch, int cut) {
    world.checker().struck("PARTIAL_BATCHES of block " + batch.height());
    List<Result> results = batch.results();
    List<ResultBatch> parts = new ArrayList<>();
    for (List<Result> part :
        List.of(results.subList(0, cut), results.subList(cut, results.size()))) {
      if (!world.dice().chance(300)) {
        parts.add(
            new ResultBatch(
                batch.ledger(), batch.height(), batch.blockDigest(), batch.lane(), part));
      }
    }
    return parts;
  }

  @Override
  void died() {
    pool.died(this);
  }

  /** Takes in some commits, as its own thread does, or as happens between two reads of another. */
  long followCommits() {
    boolean wasBusy = false;
    for (int ledger = 0; ledger < heightsTold.length; ledger++) {
      for (int count = world.dice().between(1, COMMITS_AT_ONCE); count > 0; count--) {
        Entry<Commit> entry = commits.get(ledger).poll(world.nowMillis());
        if (entry == null) {
          break;
        }
        wasBusy = true;
        tell(ledger, entry.value().height());
      }
    }
    return world.pace(wasBusy);
  }

  private void tell(int ledger, long height) {
    if (height > heightsTold()[ledger]) {
      heightsTold[ledger] = height;
      touched[ledger] = 0;
    }
    if (world.sabotage().areWorkersTold()) {
      states.get(ledger).advance(height);
      heightsSeen[ledger] = states.get(ledger).committedHeight();
    }
  }
}
