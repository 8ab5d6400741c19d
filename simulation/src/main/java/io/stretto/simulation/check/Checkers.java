package io.stretto.simulation.check;

import io.stretto.coordinator.Coordinator;
import io.stretto.coordinator.CoordinatorRecord;
import io.stretto.protocol.Block;
import io.stretto.protocol.BlockDelta;
import io.stretto.protocol.Commit;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Position;
import io.stretto.protocol.Receipt;
import io.stretto.protocol.ReexecutionRequest;
import io.stretto.protocol.ResultBatch;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.Task;
import io.stretto.statestore.commit.CommitterRecord;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Several checkers as one: each sees everything, in the order in which they are listed.
 *
 * @param all the checkers
 */
public record Checkers(List<Checker> all) implements Checker {

  @Override
  public void submitted(int ledger, long offset, byte[] payload) {
    tell(checker -> checker.submitted(ledger, offset, payload));
  }

  @Override
  public void blockAppended(Block block, long offset) {
    tell(checker -> checker.blockAppended(block, offset));
  }

  @Override
  public void taskAppended(Task task) {
    tell(checker -> checker.taskAppended(task));
  }

  @Override
  public void resultsAppended(ResultBatch batch) {
    tell(checker -> checker.resultsAppended(batch));
  }

  @Override
  public void requestAppended(ReexecutionRequest request) {
    tell(checker -> checker.requestAppended(request));
  }

  @Override
  public void commitAppended(Commit commit) {
    tell(checker -> checker.commitAppended(commit));
  }

  @Override
  public void receiptsAppended(int ledger, List<Receipt> receipts) {
    tell(checker -> checker.receiptsAppended(ledger, receipts));
  }

  @Override
  public void changelogAppended(BlockDelta delta) {
    tell(checker -> checker.changelogAppended(delta));
  }

  @Override
  public void coordinatorDecided(
      int ledger, Coordinator coordinator, List<CoordinatorRecord> decisions) {
    tell(checker -> checker.coordinatorDecided(ledger, coordinator, decisions));
  }

  @Override
  public void committerStarted(CommitterLife life) {
    tell(checker -> checker.committerStarted(life));
  }

  @Override
  public void committerDecided(CommitterLife life, List<CommitterRecord> decisions) {
    tell(checker -> checker.committerDecided(life, decisions));
  }

  @Override
  public void executedAtHead(
      ReexecutionRequest request, ExecutionResult result, Set<CommitterLife> answered) {
    tell(checker -> checker.executedAtHead(request, result, answered));
  }

  @Override
  public void valueRead(int ledger, Position reader, StateKey key, byte[] value) {
    tell(checker -> checker.valueRead(ledger, reader, key, value));
  }

  @Override
  public void executed(int ledger, Position position, ExecutionResult result) {
    tell(checker -> checker.executed(ledger, position, result));
  }

  @Override
  public void workerActed(WorkerSize size) {
    tell(checker -> checker.workerActed(size));
  }

  @Override
  public void struck(String fault) {
    tell(checker -> checker.struck(fault));
  }

  @Override
  public void ended(RunEnd end) {
    tell(checker -> checker.ended(end));
  }

  private void tell(Consumer<Checker> what) {
    for (Checker checker : all) {
      what.accept(checker);
    }
  }
}
