package io.stretto.cli.verify;

import io.stretto.protocol.Commit;
import io.stretto.protocol.Receipt;
import io.stretto.protocol.ReceiptStatus;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts receipts as a commit record counts them. */
final class Counting {

  private Counting() {}

  static Commit.Counts of(List<Receipt> receipts) {
    int duplicates = 0;
    long gasUsed = 0;
    Map<ReceiptStatus, Integer> byStatus = new EnumMap<>(ReceiptStatus.class);
    for (Receipt receipt : receipts) {
      if (receipt.isDuplicate()) {
        duplicates++;
      } else {
        byStatus.merge(receipt.status(), 1, Integer::sum);
        gasUsed += receipt.gasUsed();
      }
    }
    return new Commit.Counts(
        byStatus.getOrDefault(ReceiptStatus.SUCCEEDED, 0),
        byStatus.getOrDefault(ReceiptStatus.FAILED, 0),
        byStatus.getOrDefault(ReceiptStatus.REJECTED, 0),
        duplicates,
        gasUsed);
  }
}
