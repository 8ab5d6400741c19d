package io.stretto.protocol;

/**
 * The last block of a ledger that a reader has taken, and with it the rule which of the block
 * records that follow is the next: <b>the first record wins</b>, that is the first one that fits.
 *
 * @param height the block's height; -1 before the genesis block
 * @param digest the block's digest
 * @param nextOffset the first offset of the log that no block holds yet
 * @param nextOrdinal how many transactions the ledger has so far
 * @param timeMillis the block's time
 */
public record ChainTip(
    long height, Digest digest, long nextOffset, long nextOrdinal, long timeMillis) {

  /** Before the genesis block. */
  public static final ChainTip NONE = new ChainTip(-1, Digest.ZERO, 0, 0, Long.MIN_VALUE);

  /** The tip after a block was taken. */
  public static ChainTip after(Block block) {
    return new ChainTip(
        block.height(),
        block.digest(),
        block.nextOffset(),
        block.firstOrdinal() + block.transactionCount(),
        block.timeMillis());
  }

  /**
   * Whether a block record is the one that follows this tip. One that is not has lost against an
   * earlier record of the same height (from a coordinator that did not know of it), is a repeat, or
   * is no block that a coordinator makes.
   *
   * <p>A tip does not know its ledger: a reader first drops records of a ledger that is not the
   * partition's.
   */
  public boolean isFollowedBy(Block block) {
    return block.height() == height + 1
        && block.parent().equals(digest)
        && (height < 0 ? isBirth(block) : isContinuation(block))
        && block.firstOrdinal() == nextOrdinal
        && block.timeMillis() >= timeMillis
        && block.hasSoundOffsets();
  }

  /** Whether a block can be a genesis block: parameters, and an empty run at any offset. */
  private static boolean isBirth(Block block) {
    return block.genesis().isPresent()
        && block.genesis().get().isInRange()
        && block.nextOffset() == block.firstOffset();
  }

  private boolean isContinuation(Block block) {
    return block.genesis().isEmpty() && block.firstOffset() == nextOffset;
  }
}
