package io.stretto.statestore.commit;

import io.stretto.protocol.Block;
import io.stretto.protocol.ChainTip;
import io.stretto.protocol.ResultBatch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;

/**
 * The blocks after the last committed one, by ascending height, and the results that came before
 * their block: soft state, rebuilt after a restart.
 */
final class OpenBlocks implements Iterable<OpenBlock> {

  private final ArrayDeque<OpenBlock> open = new ArrayDeque<>();
  private final TreeMap<Long, List<ResultBatch>> setAside = new TreeMap<>();
  private final int setAsideBatchesLimit;
  private int setAsideBatches;
  private ChainTip tip;
  private long tipBlockOffset;

  /** Creates what follows a committed block, given the offset of that block's record. */
  OpenBlocks(ChainTip committedTip, long committedBlockOffset, int setAsideBatchesLimit) {
    this.tip = committedTip;
    this.tipBlockOffset = committedBlockOffset;
    this.setAsideBatchesLimit = setAsideBatchesLimit;
  }

  /** The tip of the chain of blocks taken so far, committed ones included. */
  ChainTip tip() {
    return tip;
  }

  /**
   * Whether a record is the block that follows the tip. One that lies before the tip's own record
   * is not, though it may fit: when it was the reader's turn to take it, it did not, and whoever
   * reads the topic once goes by that.
   */
  boolean isNext(Block block, long blockOffset) {
    return blockOffset > tipBlockOffset && tip.isFollowedBy(block);
  }

  int size() {
    return open.size();
  }

  /** The oldest open block; {@code null} where none is open. */
  OpenBlock head() {
    return open.peekFirst();
  }

  @Override
  public Iterator<OpenBlock> iterator() {
    return open.iterator();
  }

  /** The open block of a height, which must be there. */
  OpenBlock find(long height) {
    for (OpenBlock candidate : open) {
      if (candidate.block.height() == height) {
        return candidate;
      }
    }
    throw new IllegalStateException("block " + height + " is not open");
  }

  /** Adds the block that follows the tip, and gives it what was set aside for it. */
  void add(Block block, long blockOffset, int lanes, long nowMillis) {
    OpenBlock added = new OpenBlock(block, blockOffset, lanes, nowMillis);
    open.addLast(added);
    tip = ChainTip.after(block);
    tipBlockOffset = blockOffset;
    List<ResultBatch> early = setAside.remove(block.height());
    if (early != null) {
      setAsideBatches -= early.size();
      early.stream()
          .filter(batch -> batch.blockDigest().equals(block.digest()))
          .forEach(batch -> added.take(batch, 0));
    }
  }

  void removeHead() {
    open.removeFirst();
  }

  /**
   * Whether results of a block that is not committed are to be kept: those of an open block, unless
   * they are of one that lost against it, and of later blocks so many as there is room for.
   */
  boolean wants(ResultBatch batch) {
    return isEarly(batch)
        ? setAsideBatches < setAsideBatchesLimit
        : find(batch.height()).block.digest().equals(batch.blockDigest());
  }

  /** Whether results came before their block. */
  boolean isEarly(ResultBatch batch) {
    return batch.height() > tip.height();
  }

  /** Keeps early results until their block comes. */
  void setAside(ResultBatch batch) {
    setAside.computeIfAbsent(batch.height(), height -> new ArrayList<>()).add(batch);
    setAsideBatches++;
  }
}
