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

/**
 * Sees everything that happens in a run, as it happens, and holds it against one property: it
 * throws a {@link Violation} where that does not hold. By default it looks at nothing.
 */
public interface Checker {

  /** A record was appended to a ledger's transactions. */
  default void submitted(int ledger, long offset, byte[] payload) {}

  /** A block was appended. */
  default void blockAppended(Block block, long offset) {}

  /** A task was appended. */
  default void taskAppended(Task task) {}

  /** Results were appended. */
  default void resultsAppended(ResultBatch batch) {}

  /** A request was appended. */
  default void requestAppended(ReexecutionRequest request) {}

  /** A commit was appended. */
  default void commitAppended(Commit commit) {}

  /** The receipts of a block were appended. */
  default void receiptsAppended(int ledger, List<Receipt> receipts) {}

  /** A block's delta was appended to the changelog. */
  default void changelogAppended(BlockDelta delta) {}

  /** A coordinator has decided on an event; the decisions are replayed. */
  default void coordinatorDecided(
      int ledger, Coordinator coordinator, List<CoordinatorRecord> decisions) {}

  /** A committer begins. */
  default void committerStarted(CommitterLife life) {}

  /** A committer has decided on an event; the decisions are replayed. */
  default void committerDecided(CommitterLife life, List<CommitterRecord> decisions) {}

  /**
   * A worker has executed what a request names as the head.
   *
   * @param answered the committers whose head was read for it
   */
  default void executedAtHead(
      ReexecutionRequest request, ExecutionResult result, Set<CommitterLife> answered) {}

  /** An execution at a position read a value, {@code null} where there is none. */
  default void valueRead(int ledger, Position reader, StateKey key, byte[] value) {}

  /** A worker has executed a transaction. */
  default void executed(int ledger, Position position, ExecutionResult result) {}

  /** A thread of a worker has acted. */
  default void workerActed(WorkerSize size) {}

  /** Something went wrong by the plan. */
  default void struck(String fault) {}

  /** All that was submitted is committed and published. */
  default void ended(RunEnd end) {}
}
