package io.stretto.chaos.history;

import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.Position;
import io.stretto.protocol.Receipt;
import io.stretto.protocol.ReceiptStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A history and its ledger, made up line by line. In the ledger each transaction is a block of its
 * own, the first in block 1 at offset 0, unless told otherwise.
 */
final class FabricatedHistory {

  static final Question BALANCE = new Question.Value("gold", "b:alice");

  private final List<Submission> submissions = new ArrayList<>();
  private final List<Read> reads = new ArrayList<>();
  private final List<Receipt> receipts = new ArrayList<>();
  private final Map<Long, String> balances = new HashMap<>();

  /** The receipt of a transaction at an index of a block, at an offset. */
  static Receipt receipt(String id, long height, int index, long offset) {
    return new Receipt(
        id,
        new Position(height, index),
        offset,
        ReceiptStatus.SUCCEEDED,
        ErrorCode.NONE,
        "",
        7,
        new byte[] {1},
        List.of(),
        Optional.empty(),
        1);
  }

  /** Commits a transaction as a block of its own. */
  FabricatedHistory committed(String id) {
    return committed(receipt(id, receipts.size() + 1L, 0, receipts.size()));
  }

  FabricatedHistory committed(Receipt receipt) {
    receipts.add(receipt);
    return this;
  }

  /** After a block, Alice has so much. */
  FabricatedHistory balance(long height, String value) {
    balances.put(height, value);
    return this;
  }

  /** A submission that was acknowledged at an offset and answered with the ledger's receipt. */
  FabricatedHistory answered(String id, long submittedAt, long toldAt, Receipt receipt) {
    return submitted(
        id,
        "",
        submittedAt,
        Set.of(receipt.offset()),
        List.of(new Submission.Told(receipt, toldAt)));
  }

  /** A submission that was acknowledged and got no receipt. */
  FabricatedHistory acknowledged(String id, long submittedAt, long offset) {
    return submitted(id, "", submittedAt, Set.of(offset), List.of());
  }

  FabricatedHistory submitted(
      String id, String session, long submittedAt, Set<Long> offsets, List<Submission.Told> told) {
    submissions.add(new Submission(id, session, submittedAt, offsets, told));
    return this;
  }

  /** Somebody reads Alice's balance. */
  FabricatedHistory read(String session, String answer, long height, long askedAt, long answered) {
    reads.add(new Read(session, BALANCE, answer, height, askedAt, answered));
    return this;
  }

  List<Violation> check() {
    long lastHeight = receipts.isEmpty() ? -1 : receipts.getLast().position().height();
    return HistoryChecker.check(
        new History(submissions, reads),
        new CanonicalLedger(receipts, lastHeight, Map.of(BALANCE, balances)));
  }
}
