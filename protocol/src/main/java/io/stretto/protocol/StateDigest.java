package io.stretto.protocol;

import java.util.Collection;
import java.util.List;

/**
 * The digest that stands for a ledger's whole outcome up to a block: states, receipts, events and
 * gas. Each is the SHA-256 over the one before it, the block's digest, the block's net writes in
 * the order in which their keys were first written, and its receipts in canonical order; so whoever
 * has the log, or applies the blocks one by one, can recompute it, and equal digests mean equal
 * histories.
 */
public final class StateDigest {

  private static final int FORMAT = 1;

  private StateDigest() {}

  /**
   * Computes the digest after a block.
   *
   * @param previous the digest after the block before it; {@link Digest#ZERO} before the genesis
   * @param blockDigest the block's digest
   * @param netWrites the last write of the block to each key, in the order of the keys' first
   *     writes
   * @param receipts the block's receipts in canonical order
   */
  public static Digest next(
      Digest previous, Digest blockDigest, Collection<Write> netWrites, List<Receipt> receipts) {
    CanonicalBytes bytes =
        new CanonicalBytes().putInt(FORMAT).putDigest(previous).putDigest(blockDigest);
    bytes.putInt(netWrites.size());
    for (Write write : netWrites) {
      bytes.putBytes(write.key().bytes());
      if (write.isDelete()) {
        bytes.putInt(-1);
      } else {
        bytes.putBytes(write.value());
      }
    }
    bytes.putInt(receipts.size());
    for (Receipt receipt : receipts) {
      putReceipt(bytes, receipt);
    }
    return bytes.sha256();
  }

  private static void putReceipt(CanonicalBytes bytes, Receipt receipt) {
    bytes
        .putText(receipt.transactionId())
        .putLong(receipt.position().height())
        .putInt(receipt.position().index())
        .putLong(receipt.offset())
        .putText(receipt.status().name())
        .putText(receipt.errorCode().name())
        .putText(receipt.errorMessage())
        .putLong(receipt.gasUsed())
        .putBytes(receipt.returnValue())
        .putInt(receipt.logs().size());
    for (String log : receipt.logs()) {
      bytes.putText(log);
    }
    bytes.putInt(receipt.operations().size());
    for (OperationOutcome outcome : receipt.operations()) {
      putOutcome(bytes, outcome);
    }
    bytes.putByte(receipt.isDuplicate() ? 1 : 0);
    receipt.duplicateOf().ifPresent(first -> bytes.putLong(first.height()).putInt(first.index()));
  }

  private static void putOutcome(CanonicalBytes bytes, OperationOutcome outcome) {
    bytes
        .putText(outcome.errorCode().name())
        .putText(outcome.errorMessage())
        .putLong(outcome.gasUsed())
        .putBytes(outcome.returnValue());
  }
}
