package io.stretto.protocol;

/**
 * A place in a ledger's canonical order: the block's height, then the index within the block.
 *
 * @param height the block's height; 0 is the genesis block, which holds no transactions
 * @param index the transaction's rank in its block's canonical order, from 0
 */
public record Position(long height, int index) implements Comparable<Position> {

  /** Creates a position; both parts must be at least 0. */
  public Position {
    if (height < 0 || index < 0) {
      throw new IllegalArgumentException("negative position " + height + "/" + index);
    }
  }

  @Override
  public int compareTo(Position other) {
    int byHeight = Long.compare(height, other.height);
    return byHeight != 0 ? byHeight : Integer.compare(index, other.index);
  }

  /** Whether this position comes earlier in the canonical order than the other. */
  public boolean isBefore(Position other) {
    return compareTo(other) < 0;
  }

  @Override
  public String toString() {
    return height + "/" + index;
  }
}
