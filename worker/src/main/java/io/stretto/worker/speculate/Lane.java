package io.stretto.worker.speculate;

import io.stretto.protocol.BlockContext;
import io.stretto.protocol.ConflictRule;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Observation;
import io.stretto.protocol.Position;
import io.stretto.protocol.ReexecutionRequest;
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
  private final TransactionLog log;
  private final LaneViews views;
  private final WaitingRoom waiting;
  private final ResultBatcher batcher;

  /** Everything of this lane that is not committed, executed or not. */
  private final TreeMap<Position, Speculation> speculations = new TreeMap<>();

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
    this.log = log;
    this.views = new LaneViews(ledger, state, remote);
    this.waiting = new WaitingRoom(state, settings.dependencyWaitMillis());
    this.batcher = new ResultBatcher(ledger, number, settings, sink);
  }

  /** Executes a task, but for what has to wait. */
  public void execute(Task task, long nowMillis) {
    forgetCommitted();
    if (task.block().height() <= state.committedHeight() || task.entries().isEmpty()) {
      return;
    }
    views.prefetch(task.keys(), new Position(task.block().height(), task.entries().get(0).index()));
    for (TaskEntry entry : task.entries()) {
      Speculation speculation = Speculation.of(task, entry);
      if (isKnown(speculation)) {
        continue; // delivered twice: a request or an earlier delivery has it in hand
      }
      take(speculation);
      if (waiting.mustWait(speculation)) {
        waiting.add(speculation);
      } else {
        executeFirst(speculation);
      }
    }
    retryWaiting(nowMillis);
    batcher.flush();
  }

  /** Executes again what the committer asks for, and what had read the values it replaces. */
  public void execute(ReexecutionRequest request) {
    if (request.head().height() <= state.committedHeight()) {
      believe(request.head());
    }
    forgetCommitted();
    state.refresh(request.freshValues(), request.head());
    List<Speculation> asked = asked(request);
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
        executeAgain(speculation, views.atHead(request), changed);
      } else {
        executeAgain(speculation, views.speculativeView(speculation.position), changed);
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

  /**
   * A request whose head is known to be committed is an old one, or one of a committer that has
   * lost blocks which it had committed. Only the committer itself can tell.
   */
  private void believe(Position head) {
    long height = views.committersHeight();
    if (height < head.height()) {
      state.retreat(height);
    }
  }

  private void forgetCommitted() {
    Position firstOpen = new Position(state.committedHeight() + 1, 0);
    speculations.headMap(firstOpen).clear();
    waiting.removeBefore(firstOpen);
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

  private void retryWaiting(long nowMillis) {
    List<Speculation> ready = waiting.takeReady(nowMillis);
    refetch(ready);
    ready.forEach(this::executeFirst);
  }

  /** What was read before the wait may have been overtaken by what was waited for. */
  private void refetch(List<Speculation> ready) {
    Map<StateKey, TaskKey> keys = new LinkedHashMap<>();
    for (Speculation speculation : ready) {
      speculation.predictedReads.forEach(key -> keys.put(key.key(), key));
      speculation.predictedWrites.forEach(key -> keys.put(key.key(), key));
    }
    if (!keys.isEmpty()) {
      views.prefetch(keys.values(), ready.get(0).position);
    }
  }

  private void executeFirst(Speculation speculation) {
    run(speculation, views.speculativeView(speculation.position));
  }

  private void executeAgain(Speculation speculation, StateView view, Set<StateKey> changed) {
    ExecutionResult before = speculation.result;
    run(speculation, view);
    speculation.collectChanged(before == null ? List.of() : before.writes(), changed);
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
                  .anyMatch(observation -> isAffected(observation, later.position, changed));
      if (isAffected) {
        later.incarnation++;
        executeAgain(later, views.speculativeView(later.position), changed);
      }
    }
  }

  /** Whether what was observed may be no longer so; who only added need not care what was added. */
  private boolean isAffected(Observation observation, Position position, Set<StateKey> changed) {
    return switch (observation) {
      case Observation.Bound bound -> {
        VersionChain.Reading reading = state.read(bound.key(), position);
        yield changed.contains(bound.key())
            && !(reading.known() && ConflictRule.holds(bound, reading.value()));
      }
      case Observation.Scan scan -> changed.stream().anyMatch(scan.range()::contains);
      case Observation.Exact exact -> changed.contains(exact.key());
      case Observation.Presence presence -> changed.contains(presence.key());
    };
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
            speculation.wasPredicted(),
            execution.result()));
  }

  private List<Speculation> asked(ReexecutionRequest request) {
    List<Speculation> asked = new ArrayList<>();
    for (ReexecutionRequest.Entry entry : request.entries()) {
      if (entry.position().height() > state.committedHeight()) {
        Speculation speculation = asked(request, entry);
        speculation.incarnation = Math.max(speculation.incarnation, entry.incarnation());
        asked.add(speculation);
      }
    }
    return asked;
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
