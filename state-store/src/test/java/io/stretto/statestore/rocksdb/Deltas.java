package io.stretto.statestore.rocksdb;

import io.stretto.protocol.Block;
import io.stretto.protocol.BlockDelta;
import io.stretto.protocol.ChainTip;
import io.stretto.protocol.Commit;
import io.stretto.protocol.Digest;
import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.Position;
import io.stretto.protocol.Receipt;
import io.stretto.protocol.ReceiptStatus;
import io.stretto.protocol.StateDigest;
import io.stretto.protocol.Write;
import io.stretto.statestore.ChainBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the deltas of one ledger's blocks, one after the other. */
final class Deltas {

  private final ChainBuilder chain;
  private Digest stateDigest = Digest.ZERO;

  Deltas(int ledger) {
    chain = new ChainBuilder(ledger);
  }

  BlockDelta genesis() {
    return delta(chain.genesis(), List.of(), List.of(ChainBuilder.GENESIS.write()));
  }

  BlockDelta next(List<String> ids, Write... writes) {
    return delta(chain.next(ids.size(), 0), ids, List.of(writes));
  }

  private BlockDelta delta(Block block, List<String> ids, List<Write> writes) {
    List<Receipt> receipts = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      receipts.add(receipt(block, i, ids.get(i)));
    }
    stateDigest = StateDigest.next(stateDigest, block.digest(), writes, receipts);
    Commit commit =
        new Commit(
            block.ledger(),
            block.height(),
            block.digest(),
            block.height(),
            ChainTip.after(block),
            new Commit.Counts(ids.size(), 0, 0, 0, 7L * ids.size()),
            stateDigest,
            new Commit.Statistics(ids.size(), 0, 0, 0));
    return new BlockDelta(commit, writes, receipts);
  }

  private static Receipt receipt(Block block, int index, String id) {
    return new Receipt(
        id,
        new Position(block.height(), index),
        block.offset(index),
        ReceiptStatus.SUCCEEDED,
        ErrorCode.NONE,
        "",
        7,
        new byte[0],
        List.of(),
        Optional.empty(),
        1);
  }
}
