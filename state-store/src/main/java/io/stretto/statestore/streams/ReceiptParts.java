package io.stretto.statestore.streams;

import io.stretto.protocol.OperationOutcome;
import io.stretto.protocol.Receipt;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Parts a block's receipts into records of a bearable size. */
final class ReceiptParts {

  /** A record is no larger, unless one receipt alone is. */
  static final int LIMIT_BYTES = 400 << 10;

  private static final int RECEIPT_OVERHEAD_BYTES = 96;
  private static final int OUTCOME_OVERHEAD_BYTES = 48;

  private ReceiptParts() {}

  /** The receipts of each record, in their order. */
  static List<List<Receipt>> of(List<Receipt> receipts) {
    List<List<Receipt>> parts = new ArrayList<>();
    int first = 0;
    long bytes = 0;
    for (int i = 0; i < receipts.size(); i++) {
      long more = estimate(receipts.get(i));
      if (i > first && bytes + more > LIMIT_BYTES) {
        parts.add(receipts.subList(first, i));
        first = i;
        bytes = 0;
      }
      bytes += more;
    }
    if (first < receipts.size()) {
      parts.add(receipts.subList(first, receipts.size()));
    }
    return parts;
  }

  /** No less than a receipt takes in a record. */
  private static long estimate(Receipt receipt) {
    long bytes =
        RECEIPT_OVERHEAD_BYTES
            + utf8Limit(receipt.transactionId())
            + utf8Limit(receipt.errorMessage())
            + receipt.returnValue().length;
    for (String log : receipt.logs()) {
      bytes += utf8Limit(log);
    }
    for (OperationOutcome outcome : receipt.operations()) {
      bytes +=
          OUTCOME_OVERHEAD_BYTES + utf8Limit(outcome.errorMessage()) + outcome.returnValue().length;
    }
    return bytes;
  }

  private static long utf8Limit(String text) {
    return text.length() < 64
        ? 3L * text.length()
        : text.getBytes(StandardCharsets.UTF_8).length + Integer.BYTES;
  }
}
