package io.stretto.simulation;

import io.stretto.protocol.Block;
import io.stretto.protocol.ResultBatch;
import io.stretto.protocol.StateEntry;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.StateRange;
import io.stretto.protocol.memory.InMemoryCommittedState;
import io.stretto.statestore.commit.Committer;
import io.stretto.statestore.commit.CommitterEvent;
import io.stretto.statestore.commit.CommitterRecord;
import io.stretto.statestore.commit.CommitterSettings;
import java.util.List;

/** A committer between simulated topics: it starts with the blocks after its state's tip. */
final class CommitterNode {

  private final Topics topics;
  private final Committer committer;
  private final SimulatedLog.Cursor<Block> blocks;
  private final SimulatedLog.Cursor<ResultBatch> results;

  CommitterNode(
      Topics topics, InMemoryCommittedState state, CommitterSettings settings, int firstResult) {
    this.topics = topics;
    this.committer = new Committer(state, settings);
    this.blocks = new SimulatedLog.Cursor<>(topics.blocks, 0);
    this.results = new SimulatedLog.Cursor<>(topics.results, firstResult);
  }

  boolean takeBlock(long nowMillis) {
    if (!blocks.hasNext()) {
      return false;
    }
    int offset = blocks.offset();
    act(new CommitterEvent.BlockArrived(blocks.next(), offset), nowMillis);
    return true;
  }

  boolean takeResults(long nowMillis) {
    if (!results.hasNext()) {
      return false;
    }
    act(new CommitterEvent.ResultsArrived(results.next()), nowMillis);
    return true;
  }

  void tick(long nowMillis) {
    act(new CommitterEvent.ClockTicked(), nowMillis);
  }

  void deliverAgain(int records) {
    results.rewind(records);
    blocks.rewind(records);
  }

  int resultOffset() {
    return results.offset();
  }

  byte[] readAtHead(StateKey key) {
    return committer.readAtHead(key);
  }

  List<StateEntry> scanAtHead(StateRange range, int limit) {
    return committer.scanAtHead(range, limit);
  }

  private void act(CommitterEvent event, long nowMillis) {
    for (CommitterRecord decision : committer.step(event, nowMillis)) {
      switch (decision) {
        case CommitterRecord.BlockCommitted committed -> topics.commits.append(committed.delta());
        case CommitterRecord.ReexecutionRequested requested ->
            topics.requests.get(requested.request().lane()).append(requested.request());
        default -> {}
      }
    }
  }
}
