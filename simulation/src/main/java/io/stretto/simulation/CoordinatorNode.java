package io.stretto.simulation;

import io.stretto.coordinator.Arrival;
import io.stretto.coordinator.Coordinator;
import io.stretto.coordinator.CoordinatorEvent;
import io.stretto.coordinator.CoordinatorRecord;
import io.stretto.coordinator.CoordinatorSettings;
import io.stretto.protocol.Block;
import io.stretto.protocol.ChainTip;
import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ResultBatch;
import io.stretto.protocol.Task;
import io.stretto.protocol.Transaction;
import java.util.ArrayList;
import java.util.List;

/** A coordinator between simulated topics: it starts by replaying them, as the real one does. */
final class CoordinatorNode {

  private final Topics topics;
  private final Coordinator coordinator;
  private final SimulatedLog.Cursor<Block> blocks;
  private final SimulatedLog.Cursor<ResultBatch> results;
  private int nextTransaction;
  private int nextCommit;
  private boolean isDeposed;

  CoordinatorNode(Topics topics, CoordinatorSettings settings, long nowMillis) {
    this.topics = topics;
    this.nextCommit = topics.commits.end();
    ChainTip committed =
        nextCommit == 0 ? ChainTip.NONE : topics.commits.get(nextCommit - 1).commit().tip();
    this.coordinator = new Coordinator(0, settings, committed, 0);
    this.blocks = new SimulatedLog.Cursor<>(topics.blocks, 0);
    this.results = new SimulatedLog.Cursor<>(topics.results, topics.results.end());
    while (blocks.hasNext()) {
      Block block = blocks.next();
      if (coordinator.isNext(block)) {
        List<Arrival> arrivals = arrivals((int) block.firstOffset(), (int) block.nextOffset());
        act(new CoordinatorEvent.BlockRecovered(block, arrivals), nowMillis, false);
      }
    }
    this.nextTransaction = (int) Math.max(0, coordinator.tip().nextOffset());
  }

  ChainTip tip() {
    return coordinator.tip();
  }

  boolean isDeposed() {
    return isDeposed;
  }

  /** Takes in some of what is new; returns whether there was anything. */
  boolean step(int choice, int count, long nowMillis) {
    switch (choice % 4) {
      case 0 -> {
        int end = Math.min(topics.transactions.end(), nextTransaction + count);
        if (end == nextTransaction || coordinator.queued() > 100) {
          return false;
        }
        List<Arrival> arrivals = arrivals(nextTransaction, end);
        nextTransaction = end;
        act(new CoordinatorEvent.TransactionsArrived(arrivals, end), nowMillis, true);
      }
      case 1 -> {
        if (!blocks.hasNext()) {
          return false;
        }
        act(new CoordinatorEvent.BlockSeen(blocks.next()), nowMillis, true);
      }
      case 2 -> {
        if (nextCommit >= topics.commits.end()) {
          return false;
        }
        var commit = topics.commits.get(nextCommit++).commit();
        act(new CoordinatorEvent.BlockCommitted(commit), nowMillis, true);
      }
      default -> {
        if (!results.hasNext()) {
          return false;
        }
        act(new CoordinatorEvent.ResultsSeen(results.next()), nowMillis, true);
      }
    }
    return true;
  }

  void tick(long nowMillis) {
    act(new CoordinatorEvent.ClockTicked(), nowMillis, true);
  }

  private void act(CoordinatorEvent event, long nowMillis, boolean mayCut) {
    List<CoordinatorRecord> decisions;
    if (mayCut) {
      decisions = coordinator.step(event, nowMillis);
    } else {
      decisions = coordinator.decide(event, nowMillis);
      decisions.forEach(coordinator::replay);
    }
    for (CoordinatorRecord decision : decisions) {
      switch (decision) {
        case CoordinatorRecord.BlockCut cut -> {
          topics.blocks.append(cut.block());
          publishTasks(cut.block());
        }
        case CoordinatorRecord.BlockResumed resumed -> publishTasks(resumed.block());
        case CoordinatorRecord.Deposed deposed -> isDeposed = true;
        default -> {}
      }
    }
  }

  private void publishTasks(Block block) {
    for (Task task : coordinator.tasks(block)) {
      topics.tasks.get(task.lane()).append(task);
    }
  }

  private List<Arrival> arrivals(int from, int to) {
    List<Arrival> arrivals = new ArrayList<>();
    for (int offset = from; offset < to; offset++) {
      byte[] payload = topics.transactions.get(offset);
      Transaction transaction = ScriptedContract.transaction(payload);
      ErrorCode code = transaction == null ? ErrorCode.MALFORMED_RECORD : ErrorCode.NONE;
      arrivals.add(new Arrival(offset, payload, transaction, code, ""));
    }
    return arrivals;
  }
}
