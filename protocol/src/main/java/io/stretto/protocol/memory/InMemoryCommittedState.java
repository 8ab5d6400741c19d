package io.stretto.protocol.memory;

import io.stretto.protocol.BlockDelta;
import io.stretto.protocol.ChainTip;
import io.stretto.protocol.Commit;
import io.stretto.protocol.Digest;
import io.stretto.protocol.Receipt;
import io.stretto.protocol.StateEntry;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.StateRange;
import io.stretto.protocol.port.CommittedState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** The in-memory twin of a ledger's state. Not safe for use by several threads. */
public final class InMemoryCommittedState implements CommittedState {

  private record FirstReceipt(long ordinal, Receipt receipt) {}

  private final StateMap values = new StateMap();
  private final Map<String, FirstReceipt> receipts = new HashMap<>();
  private ChainTip tip = ChainTip.NONE;
  private long tipBlockOffset = -1;
  private Digest stateDigest = Digest.ZERO;

  @Override
  public byte[] read(StateKey key) {
    return values.read(key);
  }

  @Override
  public List<StateEntry> scan(StateRange range, int limit) {
    return values.scan(range, limit);
  }

  @Override
  public ChainTip tip() {
    return tip;
  }

  @Override
  public long tipBlockOffset() {
    return tipBlockOffset;
  }

  @Override
  public Digest stateDigest() {
    return stateDigest;
  }

  @Override
  public Optional<Receipt> receipt(String transactionId, long firstOrdinal) {
    FirstReceipt first = receipts.get(transactionId);
    return first == null || first.ordinal() < firstOrdinal
        ? Optional.empty()
        : Optional.of(first.receipt());
  }

  @Override
  public void apply(BlockDelta delta) {
    Commit commit = delta.commit();
    if (commit.height() <= tip.height()) {
      return;
    }
    if (commit.height() != tip.height() + 1) {
      throw new IllegalStateException(
          "block " + commit.height() + " does not follow the tip " + tip.height());
    }
    delta.writes().forEach(values::apply);
    long firstOrdinal = tip.nextOrdinal();
    for (Receipt receipt : delta.receipts()) {
      if (!receipt.isDuplicate() && !receipt.transactionId().isEmpty()) {
        long ordinal = firstOrdinal + receipt.position().index();
        receipts.put(receipt.transactionId(), new FirstReceipt(ordinal, receipt));
      }
    }
    tip = commit.tip();
    tipBlockOffset = commit.blockOffset();
    stateDigest = commit.stateDigest();
  }

  /** All entries as they are now, by ascending key: a copy that cannot be changed. */
  public SortedMap<StateKey, byte[]> entries() {
    return values.entries();
  }
}
