package io.stretto.coordinator;

import io.stretto.coordinator.place.Placement;
import io.stretto.coordinator.predict.Prediction;
import io.stretto.protocol.Block;
import io.stretto.protocol.Commit;
import io.stretto.protocol.Digest;
import io.stretto.protocol.ResultBatch;
import java.util.List;

/**
 * A decision of the {@link Coordinator}. Its state changes by replaying these and in no other way;
 * only {@link BlockCut}, {@link BlockResumed} and {@link Deposed} matter outside.
 */
public sealed interface CoordinatorRecord {

  /**
   * Records were taken in and wait for a block.
   *
   * @param arrivals the records
   * @param nextOffset the first offset that has not been looked at
   * @param nowMillis when they arrived
   */
  record Queued(List<Arrival> arrivals, long nextOffset, long nowMillis)
      implements CoordinatorRecord {}

  /**
   * A block was cut: it is to be published, then its tasks, then what it rejects.
   *
   * @param block the block
   * @param members its transactions in canonical order
   */
  record BlockCut(Block block, List<Member> members) implements CoordinatorRecord {}

  /**
   * The tasks of an uncommitted block are to be published again.
   *
   * @param block the block
   * @param members its transactions in canonical order
   */
  record BlockResumed(Block block, List<Member> members) implements CoordinatorRecord {}

  /**
   * A block read back is the next of the chain.
   *
   * @param block the block
   */
  record BlockConfirmed(Block block) implements CoordinatorRecord {}

  /**
   * Another coordinator's block came first: this one's view of the chain is wrong, and it must
   * start again from the log.
   *
   * @param height the height that was lost
   * @param winner the digest of the block that came first
   */
  record Deposed(long height, Digest winner) implements CoordinatorRecord {}

  /**
   * A block is committed: its transactions are no longer in flight.
   *
   * @param commit the commit record
   */
  record Released(Commit commit) implements CoordinatorRecord {}

  /**
   * Results are to be learned from.
   *
   * @param batch the results
   */
  record Learned(ResultBatch batch) implements CoordinatorRecord {}

  /**
   * A transaction of a block, with what was expected of it and where it was placed.
   *
   * @param arrival the record
   * @param prediction what was expected of it
   * @param place where it goes
   */
  record Member(Arrival arrival, Prediction prediction, Placement.Place place) {}
}
