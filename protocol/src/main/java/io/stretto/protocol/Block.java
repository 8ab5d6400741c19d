package io.stretto.protocol;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * One block of a ledger: a run of consecutive offsets of its log, the order and the time of what
 * lies in it, and the lane that executes each transaction. Immutable.
 *
 * <p>The lanes are a hint for speed; all else is the truth, and the {@linkplain #digest() digest}
 * covers it.
 */
public final class Block {

  private static final int DIGEST_FORMAT = 1;

  private final int ledger;
  private final long height;
  private final Digest parent;
  private final long firstOffset;
  private final long nextOffset;
  private final long firstOrdinal;
  private final long timeMillis;
  private final OrderPolicy orderPolicy;
  private final Genesis genesis;
  private final int[] relativeOffsets;
  private final int[] lanes;
  private final Digest digest;

  /**
   * Creates a block.
   *
   * @param ledger the partition of the transactions topic
   * @param height the number of blocks before it
   * @param parent the digest of the block before it; {@link Digest#ZERO} for the genesis block
   * @param firstOffset the first offset that belongs to it
   * @param nextOffset the first offset that no longer does; offsets between the two that hold no
   *     record (control records, aborted transactions) belong to it too
   * @param firstOrdinal how many transactions the ledger has before it
   * @param timeMillis its time in milliseconds since 1970, never less than its parent's
   * @param orderPolicy how its order came about
   * @param genesis the ledger's parameters, in the genesis block; {@code null} in every other
   * @param relativeOffsets in canonical order, each transaction's offset less {@code firstOffset};
   *     not to be changed
   * @param lanes in canonical order, each transaction's lane; not to be changed
   */
  public Block(
      int ledger,
      long height,
      Digest parent,
      long firstOffset,
      long nextOffset,
      long firstOrdinal,
      long timeMillis,
      OrderPolicy orderPolicy,
      Genesis genesis,
      int[] relativeOffsets,
      int[] lanes) {
    this.ledger = ledger;
    this.height = height;
    this.parent = Objects.requireNonNull(parent);
    this.firstOffset = firstOffset;
    this.nextOffset = nextOffset;
    this.firstOrdinal = firstOrdinal;
    this.timeMillis = timeMillis;
    this.orderPolicy = Objects.requireNonNull(orderPolicy);
    this.genesis = genesis;
    this.relativeOffsets = relativeOffsets;
    this.lanes = lanes;
    if (relativeOffsets.length != lanes.length) {
      throw new IllegalArgumentException(
          "block "
              + height
              + " has "
              + relativeOffsets.length
              + " offsets, "
              + lanes.length
              + " lanes");
    }
    this.digest = computeDigest();
  }

  /** The partition of the transactions topic whose records it orders. */
  public int ledger() {
    return ledger;
  }

  /** The number of blocks before it. */
  public long height() {
    return height;
  }

  /** The digest of the block before it. */
  public Digest parent() {
    return parent;
  }

  /** The first offset that belongs to it. */
  public long firstOffset() {
    return firstOffset;
  }

  /** The first offset after it. */
  public long nextOffset() {
    return nextOffset;
  }

  /** How many transactions the ledger has before it. */
  public long firstOrdinal() {
    return firstOrdinal;
  }

  /** Its time in milliseconds since 1970. */
  public long timeMillis() {
    return timeMillis;
  }

  /** How its order came about. */
  public OrderPolicy orderPolicy() {
    return orderPolicy;
  }

  /** The ledger's parameters, in the genesis block only. */
  public Optional<Genesis> genesis() {
    return Optional.ofNullable(genesis);
  }

  /** How many transactions it holds. */
  public int transactionCount() {
    return relativeOffsets.length;
  }

  /** The offset of the transaction at an index of the canonical order. */
  public long offset(int index) {
    return firstOffset + relativeOffsets[index];
  }

  /**
   * Whether its offsets can be those of a block: a run that does not begin below 0 or end before it
   * begins, and for each transaction an offset of its own in it. A record can say anything else.
   */
  boolean hasSoundOffsets() {
    if (firstOffset < 0 || nextOffset < firstOffset) {
      return false;
    }
    int[] ascending = relativeOffsets.clone();
    Arrays.sort(ascending);
    for (int i = 1; i < ascending.length; i++) {
      if (ascending[i] == ascending[i - 1]) {
        return false;
      }
    }
    return ascending.length == 0
        || (ascending[0] >= 0 && ascending[ascending.length - 1] < nextOffset - firstOffset);
  }

  /**
   * The lane of the transaction at an index of the canonical order. The digest does not vouch for
   * it: it can be any number.
   */
  public int lane(int index) {
    return lanes[index];
  }

  /** The offsets less the first one, in canonical order; the array must not be changed. */
  public int[] relativeOffsets() {
    return relativeOffsets;
  }

  /** The lanes in canonical order; the array must not be changed. */
  public int[] lanes() {
    return lanes;
  }

  /** The SHA-256 over everything but the lanes. */
  public Digest digest() {
    return digest;
  }

  /** What a contract may learn about this block. */
  public BlockContext context() {
    return new BlockContext(ledger, height, digest, timeMillis);
  }

  @Override
  public String toString() {
    return "block "
        + ledger
        + ":"
        + height
        + " ["
        + firstOffset
        + ", "
        + nextOffset
        + ") "
        + digest;
  }

  private Digest computeDigest() {
    CanonicalBytes bytes =
        new CanonicalBytes()
            .putInt(DIGEST_FORMAT)
            .putInt(ledger)
            .putLong(height)
            .putDigest(parent)
            .putLong(firstOffset)
            .putLong(nextOffset)
            .putLong(firstOrdinal)
            .putLong(timeMillis)
            .putText(orderPolicy.name())
            .putByte(genesis == null ? 0 : 1);
    if (genesis != null) {
      bytes.putInt(genesis.dedupWindowPositions()).putInt(genesis.gasScheduleVersion());
    }
    bytes.putInt(relativeOffsets.length);
    for (int relativeOffset : relativeOffsets) {
      bytes.putInt(relativeOffset);
    }
    return bytes.sha256();
  }
}
