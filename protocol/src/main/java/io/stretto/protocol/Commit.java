package io.stretto.protocol;

/**
 * The record of one committed block.
 *
 * @param ledger the ledger
 * @param height the block's height
 * @param blockDigest the block's digest
 * @param blockOffset the offset of the block's record in the blocks topic
 * @param tip the chain's tip after the block
 * @param counts how its transactions ended
 * @param stateDigest the {@linkplain StateDigest digest} after it
 * @param statistics how much work it took: a measurement, no part of the canonical outcome
 */
public record Commit(
    int ledger,
    long height,
    Digest blockDigest,
    long blockOffset,
    ChainTip tip,
    Counts counts,
    Digest stateDigest,
    Statistics statistics) {

  /**
   * How the transactions of a block ended.
   *
   * @param succeeded those that succeeded
   * @param failed those that failed
   * @param rejected records that were no transactions
   * @param duplicates those whose id was a repeat; they are in no other count
   * @param gasUsed the gas of all but the duplicates
   */
  public record Counts(int succeeded, int failed, int rejected, int duplicates, long gasUsed) {

    /** The number of transactions. */
    public int transactions() {
      return succeeded + failed + rejected + duplicates;
    }
  }

  /**
   * How much work a block took.
   *
   * @param executions results that arrived for its positions, repeats included
   * @param conflicts results that did not hold when their turn came, or were found not to before
   * @param reexecutions transactions that were asked for again
   * @param predicted committed results whose keys had all been predicted
   */
  public record Statistics(int executions, int conflicts, int reexecutions, int predicted) {}
}
