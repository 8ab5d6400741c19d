package io.stretto.simulation;

import io.stretto.protocol.ReexecutionRequest;
import io.stretto.protocol.Task;
import io.stretto.protocol.port.Executor;
import io.stretto.protocol.port.RemoteState;
import io.stretto.worker.speculate.Lane;
import io.stretto.worker.speculate.LaneSettings;
import io.stretto.worker.speculate.SpeculativeState;
import java.util.Map;
import java.util.TreeMap;

/** A worker process between simulated topics, with the lanes that it was assigned. */
final class WorkerNode {

  private static final class LaneNode {
    final Lane lane;
    final SimulatedLog.Cursor<Task> tasks;
    final SimulatedLog.Cursor<ReexecutionRequest> requests;

    LaneNode(
        Lane lane, SimulatedLog.Cursor<Task> tasks, SimulatedLog.Cursor<ReexecutionRequest> r) {
      this.lane = lane;
      this.tasks = tasks;
      this.requests = r;
    }
  }

  private final Topics topics;
  private final Executor executor;
  private final RemoteState remote;
  private final SpeculativeState state = new SpeculativeState(64);
  private final Map<Integer, LaneNode> lanes = new TreeMap<>();
  private int nextCommit;

  WorkerNode(Topics topics, Executor executor, RemoteState remote) {
    this.topics = topics;
    this.executor = executor;
    this.remote = remote;
  }

  void assign(int lane, int firstTask, int firstRequest) {
    Lane assigned =
        new Lane(
            0,
            lane,
            state,
            executor,
            remote,
            (ledger, offset) -> topics.transactions.get((int) offset),
            new LaneSettings(3, 1_000, 20),
            topics.results::append);
    lanes.put(
        lane,
        new LaneNode(
            assigned,
            new SimulatedLog.Cursor<>(topics.tasks.get(lane), firstTask),
            new SimulatedLog.Cursor<>(topics.requests.get(lane), firstRequest)));
  }

  boolean has(int lane) {
    return lanes.containsKey(lane);
  }

  int taskOffset(int lane) {
    return lanes.get(lane).tasks.offset();
  }

  int requestOffset(int lane) {
    return lanes.get(lane).requests.offset();
  }

  boolean takeCommit() {
    if (nextCommit >= topics.commits.end()) {
      return false;
    }
    state.advance(topics.commits.get(nextCommit++).commit().height());
    return true;
  }

  boolean takeTask(int lane, boolean isLost, long nowMillis) {
    LaneNode node = lanes.get(lane);
    if (!node.tasks.hasNext()) {
      return false;
    }
    Task task = node.tasks.next();
    if (!isLost) {
      node.lane.execute(task, nowMillis);
    }
    return true;
  }

  boolean takeRequest(int lane) {
    LaneNode node = lanes.get(lane);
    if (!node.requests.hasNext()) {
      return false;
    }
    node.lane.execute(node.requests.next());
    return true;
  }

  void deliverAgain(int lane, int records) {
    lanes.get(lane).tasks.rewind(records);
    lanes.get(lane).requests.rewind(records);
  }

  void tick(long nowMillis) {
    lanes.values().forEach(node -> node.lane.tick(nowMillis));
  }
}
