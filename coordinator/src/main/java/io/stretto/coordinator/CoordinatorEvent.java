package io.stretto.coordinator;

import io.stretto.protocol.Block;
import io.stretto.protocol.Commit;
import io.stretto.protocol.ResultBatch;
import java.util.List;

/** Something that happened to a ledger and that its {@link Coordinator} may have to decide on. */
public sealed interface CoordinatorEvent {

  /**
   * Records of the transactions topic arrived.
   *
   * @param arrivals the records by ascending offset
   * @param nextOffset the first offset that has not been looked at; offsets before it that are in
   *     no arrival hold no record
   */
  record TransactionsArrived(List<Arrival> arrivals, long nextOffset) implements CoordinatorEvent {}

  /**
   * A record of the blocks topic was read back: the coordinator's own, or another's.
   *
   * @param block the block
   */
  record BlockSeen(Block block) implements CoordinatorEvent {}

  /**
   * An uncommitted block of an earlier coordinator was found at start.
   *
   * @param block the block
   * @param arrivals its records by ascending offset
   */
  record BlockRecovered(Block block, List<Arrival> arrivals) implements CoordinatorEvent {}

  /**
   * A block was committed.
   *
   * @param commit the commit record
   */
  record BlockCommitted(Commit commit) implements CoordinatorEvent {}

  /**
   * Results were published; the coordinator learns from them.
   *
   * @param batch the results
   */
  record ResultsSeen(ResultBatch batch) implements CoordinatorEvent {}

  /** Time has passed. */
  record ClockTicked() implements CoordinatorEvent {}
}
