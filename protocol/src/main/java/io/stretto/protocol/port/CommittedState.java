package io.stretto.protocol.port;

import io.stretto.protocol.BlockDelta;
import io.stretto.protocol.ChainTip;
import io.stretto.protocol.Digest;
import io.stretto.protocol.Fingerprint;
import io.stretto.protocol.FingerprintView;
import io.stretto.protocol.Receipt;
import io.stretto.protocol.StateKey;
import java.util.Optional;

/**
 * The state of one ledger after its last committed block: whole blocks only, state and tip moving
 * together. Used by one thread; what other threads may see of it is the adapter's own matter.
 */
public interface CommittedState extends StateView, FingerprintView {

  /** The chain's tip, {@link ChainTip#NONE} before the genesis block was committed. */
  ChainTip tip();

  /**
   * The offset of the tip's record in the blocks topic; -1 before the genesis block was committed.
   */
  long tipBlockOffset();

  /** The digest after the tip, {@link Digest#ZERO} before the genesis block was committed. */
  Digest stateDigest();

  /**
   * The receipt that answers for a transaction id: that of the last committed transaction that had
   * it and was no duplicate, if its ordinal is at least the given one.
   *
   * @param transactionId the id
   * @param firstOrdinal the first ordinal of the dedup window
   */
  Optional<Receipt> receipt(String transactionId, long firstOrdinal);

  /**
   * Applies one block at once. A block at or below the tip is a repeat and changes nothing.
   *
   * @param delta the block's changes
   * @throws IllegalStateException when the block does not follow the tip
   */
  void apply(BlockDelta delta);

  @Override
  default Fingerprint fingerprint(StateKey key) {
    return Fingerprint.of(read(key));
  }
}
