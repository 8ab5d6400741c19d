package io.stretto.simulation.node;

import io.stretto.coordinator.Coordinator;
import io.stretto.coordinator.CoordinatorEvent;
import io.stretto.coordinator.CoordinatorRecord;
import io.stretto.protocol.Block;
import io.stretto.protocol.ResultBatch;
import io.stretto.protocol.port.CommittedState;
import io.stretto.protocol.port.Executor;
import io.stretto.protocol.port.RemoteState;
import io.stretto.protocol.port.TransactionLog;
import io.stretto.statestore.commit.Committer;
import io.stretto.statestore.commit.CommitterEvent;
import io.stretto.statestore.commit.CommitterRecord;
import java.util.List;

/**
 * The places at which a fault can be planted in a cluster, to see that it is found: its ports, what
 * is delivered, and decisions between being made and being replayed. By default nothing is planted.
 */
public interface Sabotage {

  /** Nothing is planted. */
  Sabotage NONE = new Sabotage() {};

  /** What executes in one worker process. */
  default Executor executor(Executor executor) {
    return executor;
  }

  /** What one worker process reads from committers. */
  default RemoteState remoteState(RemoteState remote) {
    return remote;
  }

  /** Where one worker process reads the log. */
  default TransactionLog transactionLog(TransactionLog log) {
    return log;
  }

  /** What one committer takes for its committed state. */
  default CommittedState committedState(CommittedState state) {
    return state;
  }

  /** What a worker publishes. */
  default ResultBatch published(ResultBatch batch) {
    return batch;
  }

  /** What a committer is given in place of results, when its chain holds another block there. */
  default ResultBatch delivered(ResultBatch batch, Block ofChain) {
    return batch;
  }

  /** Has a committer decide on an event. */
  default List<CommitterRecord> step(Committer committer, CommitterEvent event, long nowMillis) {
    return committer.step(event, nowMillis);
  }

  /** Has a coordinator decide on an event. */
  default List<CoordinatorRecord> step(
      Coordinator coordinator, CoordinatorEvent event, long nowMillis) {
    return coordinator.step(event, nowMillis);
  }

  /** Whether workers hear of commits. */
  default boolean areWorkersTold() {
    return true;
  }

  /** Whether a committer publishes again, when it starts, what may not have been published. */
  default boolean isPublishedAgain() {
    return true;
  }
}
