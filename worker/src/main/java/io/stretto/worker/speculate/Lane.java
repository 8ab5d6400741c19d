package io.stretto.worker.speculate;

import io.stretto.protocol.BlockContext;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Observation;
import io.stretto.protocol.Position;
import io.stretto.protocol.ReexecutionRequest;
import io.stretto.protocol.ReexecutionRequest.FreshValue;
import io.stretto.protocol.Result;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.Task;
import io.stretto.protocol.TaskEntry;
import io.stretto.protocol.TaskKey;
import io.stretto.protocol.Write;
import io.stretto.protocol.port.Executor;
import io.stretto.protocol.port.RemoteState;
import io.stretto.protocol.port.StateView;
import io.stretto.protocol.port.TransactionLog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One lane of one ledger: executes its tasks in order, ahead of the commits, and again what the
 * committer asks for.
 *
 * <p>A transaction sees its own lane's earlier writes, then those of the other lanes of this
 * process, then committed values that are fresh enough, then what it reads from the committer. One
 * that names dependencies which are not there yet waits, and so does whatever shares keys with it;
 * the rest goes on. Pure but for the ports; used by one thread.
 */
public final class Lane {

  private final int ledger;
  private final SpeculativeState state;
  private final Executor executor;
  private final RemoteState remote;
  private final TransactionLog log;
  private final LaneSettings settings;
  private final ResultBatcher batcher;

  /** Everything of this lane that is not committed, executed or not. */
  private final TreeMap<Position, Speculation> speculations = new TreeMap<>();

  /** What waits for dependencies, by position. */
  private final TreeMap<Position, Speculation> waiting = new TreeMap<>();

  /** What the waiting ones are expected to write. */
  private final Set<StateKey> awaitedKeys = new HashSet<>();

  /** When a commit was last seen while something waited; -1 while nothing waits. */
  private long progressMillis = -1;

  private long lastCommittedHeight = -1;

  /** Creates a lane. */
  public Lane(
      int ledger,
      int number,
      SpeculativeState state,
      Executor executor,
      RemoteState remote,
      TransactionLog log,
      LaneSettings settings,
      ResultSink sink) {
    this.ledger = ledger;
    this.state = state;
    this.executor = executor;
    this.remote = remote;
    this.log = log;
    this.settings = settings;
    this.batcher = new ResultBatcher(ledger, number, settings, sink);
  }

  /** Executes a task, but for what has to wait. */
  public void execute(Task task, long nowMillis) {
    forgetCommitted();
    if (task.block().height() <= state.committedHeight() || task.entries().isEmpty()) {
      return;
    }
    prefetch(task.keys(), new Position(task.block().height(), task.entries().get(0).index()));
    for (TaskEntry entry : task.entries()) {
      Speculation speculation = speculation(task, entry);
      if (isKnown(speculation)) {
        continue; // delivered twice: a request or an earlier delivery has it in hand
      }
      take(speculation);
      if (mustWait(speculation)) {
        await(speculation);
      } else {
        executeFirst(speculation);
      }
    }
    retryWaiting(nowMillis);
    batcher.flush();
  }

  /** Executes again what the committer asks for, and what had read the values it replaces. */
  public void execute(ReexecutionRequest request) {
    forgetCommitted();
    state.refresh(request.freshValues(), request.head());
    List<Speculation> asked = new ArrayList<>();
    for (ReexecutionRequest.Entry entry : request.entries()) {
      if (entry.position().height() > state.committedHeight()) {
        Speculation speculation = asked(request, entry);
        speculation.incarnation = Math.max(speculation.incarnation, entry.incarnation());
        asked.add(speculation);
      }
    }
    if (request.reason() == ReexecutionRequest.Reason.CONFLICT) {
      for (Speculation speculation : asked) {
        if (speculation.result != null) {
          state.withdraw(speculation.position, speculation.result.writes());
        }
      }
    }
    Set<StateKey> changed = new HashSet<>();
    for (Speculation speculation : asked) {
      waiting.remove(speculation.position);
      if (speculation.position.equals(request.head())) {
        executeAgain(speculation, atHead(request), changed);
      } else {
        executeAgain(speculation, speculativeView(speculation), changed);
      }
    }
    if (!asked.isEmpty()) {
      cascade(asked.get(0).position, new HashSet<>(asked), changed);
    }
    batcher.flush();
  }

  /** Tries again what waits, because time has passed or a block was committed. */
  public void tick(long nowMillis) {
    forgetCommitted();
    retryWaiting(nowMillis);
    batcher.flush();
  }

  /** Whether transactions wait for their dependencies. */
  public boolean isWaiting() {
    return !waiting.isEmpty();
  }

  /** How many transactions the lane holds that are not known to be committed. */
  public int inFlight() {
    return speculations.size();
  }

  private void forgetCommitted() {
    Position firstOpen = new Position(state.committedHeight() + 1, 0);
    speculations.headMap(firstOpen).clear();
    waiting.headMap(firstOpen).clear();
  }

  /** Whether a position of the same block is in hand; one of a block that lost does not count. */
  private boolean isKnown(Speculation speculation) {
    Speculation known = speculations.get(speculation.position);
    return known != null && known.block.blockDigest().equals(speculation.block.blockDigest());
  }

  /** Takes a transaction in hand; one of a block that lost gives way, with what it wrote. */
  private void take(Speculation speculation) {
    Speculation lost = speculations.put(speculation.position, speculation);
    if (lost != null) {
      waiting.remove(lost.position);
      if (lost.result != null) {
        state.withdraw(lost.position, lost.result.writes());
      }
    }
  }

  /** Reads all keys that are not known well enough, in one call. */
  private void prefetch(Iterable<TaskKey> keys, Position before) {
    List<StateKey> missing = new ArrayList<>();
    for (TaskKey key : keys) {
      if (!state.isFresh(key.key(), before, key.freshFrom())) {
        missing.add(key.key());
      }
    }
    if (missing.isEmpty()) {
      return;
    }
    RemoteState.Values values = remote.read(ledger, missing, false);
    for (int i = 0; i < missing.size(); i++) {
      state.rebase(missing.get(i), values.values().get(i), values.height());
    }
  }

  private Speculation speculation(Task task, TaskEntry entry) {
    return new Speculation(
        task.block(),
        new Position(task.block().height(), entry.index()),
        entry.offset(),
        entry.payload(),
        keys(task, entry.reads()),
        keys(task, entry.writes()),
        entry.dependsOn());
  }

  private static List<TaskKey> keys(Task task, int[] indexes) {
    return Arrays.stream(indexes).mapToObj(index -> task.keys().get(index)).toList();
  }

  private boolean mustWait(Speculation speculation) {
    for (Position dependency : speculation.dependsOn) {
      if (!state.isSettled(dependency)) {
        return true;
      }
    }
    return !awaitedKeys.isEmpty() && speculation.touches(awaitedKeys);
  }

  private void await(Speculation speculation) {
    waiting.put(speculation.position, speculation);
    speculation.predictedWrites.forEach(key -> awaitedKeys.add(key.key()));
  }

  private void retryWaiting(long nowMillis) {
    if (waiting.isEmpty()) {
      progressMillis = -1;
      return;
    }
    List<Speculation> candidates = List.copyOf(waiting.values());
    waiting.clear();
    awaitedKeys.clear();
    List<Speculation> ready = new ArrayList<>();
    boolean isPatient = isPatient(nowMillis);
    for (Speculation speculation : candidates) {
      if (isPatient && mustWait(speculation)) {
        await(speculation);
      } else {
        ready.add(speculation);
      }
    }
    refetch(ready);
    ready.forEach(this::executeFirst);
  }

  /**
   * Whether waiting still makes sense. Dependencies lie in earlier blocks, which need nothing of
   * this one; so they come, unless a worker was lost: then no block is committed for a while.
   */
  private boolean isPatient(long nowMillis) {
    if (state.committedHeight() > lastCommittedHeight || progressMillis < 0) {
      lastCommittedHeight = state.committedHeight();
      progressMillis = nowMillis;
    }
    return nowMillis - progressMillis < settings.dependencyWaitMillis();
  }

  /** What was read before the wait may have been overtaken by what was waited for. */
  private void refetch(List<Speculation> ready) {
    Map<StateKey, TaskKey> keys = new LinkedHashMap<>();
    for (Speculation speculation : ready) {
      speculation.predictedReads.forEach(key -> keys.put(key.key(), key));
      speculation.predictedWrites.forEach(key -> keys.put(key.key(), key));
    }
    if (!keys.isEmpty()) {
      prefetch(keys.values(), ready.get(0).position);
    }
  }

  private void executeFirst(Speculation speculation) {
    run(speculation, speculativeView(speculation));
  }

  private void executeAgain(Speculation speculation, StateView view, Set<StateKey> changed) {
    ExecutionResult before = speculation.result;
    run(speculation, view);
    collectChanged(before == null ? List.of() : before.writes(), speculation, changed);
  }

  private static void collectChanged(
      List<Write> before, Speculation speculation, Set<StateKey> changed) {
    Map<StateKey, Write> old = new HashMap<>();
    before.forEach(write -> old.put(write.key(), write));
    for (Write write : speculation.result.writes()) {
      if (!write.equals(old.remove(write.key()))) {
        changed.add(write.key());
      }
    }
    changed.addAll(old.keySet());
  }

  /** Executes again what this lane had executed on values that are no longer so. */
  private void cascade(Position after, Set<Speculation> done, Set<StateKey> changed) {
    if (changed.isEmpty()) {
      return;
    }
    for (Speculation later : List.copyOf(speculations.tailMap(after, false).values())) {
      boolean isAffected =
          later.result != null
              && !done.contains(later)
              && later.result.observations().stream()
                  .map(Observation::key)
                  .anyMatch(changed::contains);
      if (isAffected) {
        later.incarnation++;
        executeAgain(later, speculativeView(later), changed);
      }
    }
  }

  private void run(Speculation speculation, StateView view) {
    Executor.Execution execution =
        executor.execute(
            speculation.payload, speculation.block, speculation.position.index(), view);
    List<Write> replaced = speculation.result == null ? List.of() : speculation.result.writes();
    speculation.result = execution.result();
    state.publish(speculation.position, execution.result().writes(), replaced);
    batcher.add(
        speculation.block,
        new Result(
            speculation.position.index(),
            speculation.incarnation,
            execution.transactionId(),
            wasPredicted(speculation),
            execution.result()));
  }

  private static boolean wasPredicted(Speculation speculation) {
    for (Observation observation : speculation.result.observations()) {
      if (!speculation.isPredicted(observation.key())) {
        return false;
      }
    }
    for (Write write : speculation.result.writes()) {
      if (!speculation.isPredictedWrite(write.key())) {
        return false;
      }
    }
    return true;
  }

  private StateView speculativeView(Speculation speculation) {
    Position before = speculation.position;
    return key -> {
      VersionChain.Reading reading = state.read(key, before);
      if (reading.known()) {
        return reading.value();
      }
      RemoteState.Values values = remote.read(ledger, List.of(key), false);
      byte[] value = values.values().get(0);
      state.rebase(key, value, values.height());
      return value;
    };
  }

  /** The view that must be right: what came with the request, then the committer's own. */
  private StateView atHead(ReexecutionRequest request) {
    Map<StateKey, FreshValue> fresh = new LinkedHashMap<>();
    for (FreshValue value : request.freshValues()) {
      if (value.since().equals(request.head())) {
        fresh.put(value.key(), value);
      }
    }
    return key -> {
      FreshValue value = fresh.get(key);
      return value != null
          ? value.value()
          : remote.read(ledger, List.of(key), true).values().get(0);
    };
  }

  private Speculation asked(ReexecutionRequest request, ReexecutionRequest.Entry entry) {
    BlockContext block =
        request.blocks().stream()
            .filter(candidate -> candidate.height() == entry.position().height())
            .findFirst()
            .orElseThrow(
                () -> new IllegalStateException("request names no block " + entry.position()));
    Speculation known = speculations.get(entry.position());
    if (known != null && known.block.blockDigest().equals(block.blockDigest())) {
      return known;
    }
    Speculation speculation =
        new Speculation(
            block,
            entry.position(),
            entry.offset(),
            log.payload(ledger, entry.offset()),
            List.of(),
            List.of(),
            List.of());
    take(speculation);
    return speculation;
  }
}
