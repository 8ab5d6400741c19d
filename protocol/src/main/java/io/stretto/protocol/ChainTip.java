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
   * earlier record of the same height (from a coordinator that did not know of it), or is a repeat.
   */
  public boolean isFollowedBy(Block block) {
    boolean isGenesis = block.genesis().isPresent();
    return block.height() == height + 1
        && block.parent().equals(digest)
        && isGenesis == (height < 0)
        && (isGenesis || block.firstOffset() == nextOffset)
        && block.nextOffset() >= block.firstOffset()
        && block.firstOrdinal() == nextOrdinal
        && block.timeMillis() >= timeMillis;
  }
}
