package io.stretto.statestore.commit;

import io.stretto.protocol.Block;
import io.stretto.protocol.ResultBatch;

/** Something that happened to a ledger and that its {@link Committer} may have to decide on. */
public sealed interface CommitterEvent {

  /**
   * A record of the blocks topic arrived. Records arrive in the order of the topic, from the tip's
   * on, none left out; repeats of earlier ones may come between.
   *
   * @param block the block it holds
   * @param blockOffset the record's offset
   */
  record BlockArrived(Block block, long blockOffset) implements CommitterEvent {}

  /**
   * A record of the results topic arrived.
   *
   * @param batch the results it holds
   */
  record ResultsArrived(ResultBatch batch) implements CommitterEvent {}

  /** Time has passed. */
  record ClockTicked() implements CommitterEvent {}
}
