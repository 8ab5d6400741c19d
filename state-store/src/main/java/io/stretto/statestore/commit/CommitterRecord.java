package io.stretto.statestore.commit;

import io.stretto.protocol.Block;
import io.stretto.protocol.BlockDelta;
import io.stretto.protocol.Position;
import io.stretto.protocol.Receipt;
import io.stretto.protocol.ReexecutionRequest;
import io.stretto.protocol.Result;
import io.stretto.protocol.ResultBatch;
import io.stretto.protocol.Write;
import java.util.List;

/**
 * A decision of the {@link Committer}. Its state changes by replaying these and in no other way;
 * only {@link ReexecutionRequested} and {@link BlockCommitted} leave the process.
 */
public sealed interface CommitterRecord {

  /**
   * A block was found to follow the chain's tip and is open for results.
   *
   * @param block the block
   * @param blockOffset its offset in the blocks topic
   * @param nowMillis when it was opened
   */
  record BlockOpened(Block block, long blockOffset, long nowMillis) implements CommitterRecord {}

  /**
   * Results were taken in: for an open block, or for one that is expected soon.
   *
   * @param batch the results
   * @param nowMillis when they arrived
   */
  record ResultsTaken(ResultBatch batch, long nowMillis) implements CommitterRecord {}

  /**
   * The next position's outcome is settled.
   *
   * @param receipt its receipt
   * @param writes its writes, what it adds to numbers resolved to the sums
   * @param predicted whether all its keys had been predicted
   */
  record PositionStaged(Receipt receipt, List<Write> writes, boolean predicted)
      implements CommitterRecord {}

  /**
   * The result at the head does not hold, and another one that will hold was asked for already: it
   * is forgotten. It came from a lane that executed by itself, or from an earlier request.
   *
   * @param position the position
   * @param result the result
   */
  record ResultRefused(Position position, Result result) implements CommitterRecord {}

  /**
   * Transactions are to be executed again; what was on hand for them is forgotten.
   *
   * @param request the request to send
   * @param nowMillis when it was made
   */
  record ReexecutionRequested(ReexecutionRequest request, long nowMillis)
      implements CommitterRecord {}

  /**
   * All positions of the oldest open block are settled: it is committed.
   *
   * @param delta what it changes
   */
  record BlockCommitted(BlockDelta delta) implements CommitterRecord {}
}
