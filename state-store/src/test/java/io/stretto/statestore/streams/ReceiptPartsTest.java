package io.stretto.statestore.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.OperationOutcome;
import io.stretto.protocol.Position;
import io.stretto.protocol.Receipt;
import io.stretto.protocol.ReceiptStatus;
import io.stretto.schemas.ReceiptBatch;
import io.stretto.schemas.ReceiptBatchCodec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Receipts are parted by all that can make them large, and none is lost on the way. */
final class ReceiptPartsTest {

  private static final byte[] NOTHING = {};

  private static Receipt receipt(
      int index, String log, byte[] returned, List<OperationOutcome> operations) {
    return new Receipt(
        "id",
        new Position(7, index),
        index,
        ReceiptStatus.SUCCEEDED,
        ErrorCode.NONE,
        "",
        1,
        returned,
        List.of(log),
        operations,
        Optional.empty(),
        1);
  }

  private static void assertParted(String log, byte[] returned, List<OperationOutcome> operations) {
    List<Receipt> receipts = new ArrayList<>();
    for (int index = 0; index < 40; index++) {
      receipts.add(receipt(index, log, returned, operations));
    }
    List<List<Receipt>> parts = ReceiptParts.of(receipts);
    assertThat(parts).hasSizeBetween(5, 40);
    assertThat(parts.stream().flatMap(List::stream)).containsExactlyElementsOf(receipts);
    assertThat(parts)
        .allSatisfy(
            part ->
                assertThat(new ReceiptBatchCodec().encode(new ReceiptBatch(0, 7, part)))
                    .hasSizeLessThanOrEqualTo(ReceiptParts.LIMIT_BYTES));
  }

  @Test
  void byWhatTheyLogAndReturn() {
    assertParted("x".repeat(100_000), NOTHING, List.of());
    assertParted("\u20ac".repeat(30_000), NOTHING, List.of());
    assertParted("", new byte[100_000], List.of());
  }

  @Test
  void byWhatTheirOperationsReturnAndSay() {
    assertParted("", NOTHING, List.of(outcome("", 100_000)));
    assertParted("", NOTHING, List.of(outcome("\u20ac".repeat(30_000), 0)));
  }

  @Test
  void byHowManyOperationsTheyHave() {
    assertParted("", NOTHING, Collections.nCopies(1_000, outcome("\u20ac".repeat(20), 40)));
    assertParted("", NOTHING, Collections.nCopies(1_000, outcome("", 20)));
  }

  @Test
  void oneThatIsTooLargeIsAlone() {
    Receipt large = receipt(1, "", new byte[1 << 20], List.of());
    Receipt small = receipt(0, "", NOTHING, List.of());
    assertThat(ReceiptParts.of(List.of(small, large, small)))
        .containsExactly(List.of(small), List.of(large), List.of(small));
    assertThat(ReceiptParts.of(List.of())).isEmpty();
  }

  private static OperationOutcome outcome(String message, int returnedBytes) {
    ErrorCode longest = ErrorCode.INSUFFICIENT_BALANCE;
    return new OperationOutcome(longest, message, Long.MAX_VALUE, new byte[returnedBytes]);
  }
}
