package io.stretto.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.OperationOutcome;
import io.stretto.protocol.Position;
import io.stretto.protocol.Receipt;
import io.stretto.protocol.ReceiptStatus;
import io.stretto.protocol.StateKey;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Proves that every difference is found and named, and that measurements are none. */
class DifferenceTest {

  private static final Position AT = new Position(1, 0);
  private static final Receipt RECEIPT = receipt("id", ReceiptStatus.FAILED, "no", 5, 1, false, 1);

  private static Receipt receipt(
      String id,
      ReceiptStatus status,
      String message,
      long gas,
      int returned,
      boolean isDuplicate,
      int attempts) {
    return new Receipt(
        id,
        AT,
        9,
        status,
        ErrorCode.PANIC,
        message,
        gas,
        new byte[] {(byte) returned},
        List.of("log"),
        isDuplicate ? Optional.of(new Position(0, 0)) : Optional.empty(),
        attempts);
  }

  private static void assertDiffers(Receipt other) {
    assertThat(Difference.ofReceipts(List.of(RECEIPT), List.of(other)))
        .hasValueSatisfying(text -> assertThat(text).startsWith("receipt at 1/0: expected "));
  }

  @Test
  void everyFieldOfAReceiptIsCompared() {
    assertDiffers(receipt("ie", ReceiptStatus.FAILED, "no", 5, 1, false, 1));
    assertDiffers(receipt("id", ReceiptStatus.SUCCEEDED, "no", 5, 1, false, 1));
    assertDiffers(receipt("id", ReceiptStatus.FAILED, "yes", 5, 1, false, 1));
    assertDiffers(receipt("id", ReceiptStatus.FAILED, "no", 6, 1, false, 1));
    assertDiffers(receipt("id", ReceiptStatus.FAILED, "no", 5, 2, false, 1));
    assertDiffers(receipt("id", ReceiptStatus.FAILED, "no", 5, 1, true, 1));
    assertDiffers(RECEIPT.repeatedAt(new Position(2, 0), 9, 1));
  }

  @Test
  void outcomesOfOperationsAreCompared() {
    Receipt two = bundle(outcome(ErrorCode.NONE, "", 5, 1), outcome(ErrorCode.PANIC, "no", 6, 2));
    List<Receipt> others =
        List.of(
            bundle(),
            bundle(outcome(ErrorCode.NONE, "", 5, 1)),
            bundle(outcome(ErrorCode.NONE, "", 5, 1), outcome(ErrorCode.TRAP, "no", 6, 2)),
            bundle(outcome(ErrorCode.NONE, "", 5, 1), outcome(ErrorCode.PANIC, "na", 6, 2)),
            bundle(outcome(ErrorCode.NONE, "", 5, 1), outcome(ErrorCode.PANIC, "no", 7, 2)),
            bundle(outcome(ErrorCode.NONE, "", 5, 1), outcome(ErrorCode.PANIC, "no", 6, 3)));
    for (Receipt other : others) {
      assertThat(Difference.ofReceipts(List.of(two), List.of(other)))
          .hasValueSatisfying(text -> assertThat(text).contains("PANIC 'no' gas 6 '02'"));
    }
    Receipt same = bundle(outcome(ErrorCode.NONE, "", 5, 1), outcome(ErrorCode.PANIC, "no", 6, 2));
    assertThat(Difference.ofReceipts(List.of(two), List.of(same))).isEmpty();
  }

  private static OperationOutcome outcome(ErrorCode code, String message, long gas, int returned) {
    return new OperationOutcome(code, message, gas, new byte[] {(byte) returned});
  }

  private static Receipt bundle(OperationOutcome... outcomes) {
    return new Receipt(
        "id",
        AT,
        9,
        ReceiptStatus.SUCCEEDED,
        ErrorCode.NONE,
        "",
        11,
        new byte[0],
        List.of(),
        List.of(outcomes),
        Optional.empty(),
        1);
  }

  @Test
  void attemptsAreNoDifference() {
    Receipt other = receipt("id", ReceiptStatus.FAILED, "no", 5, 1, false, 7);
    assertThat(Difference.ofReceipts(List.of(RECEIPT), List.of(other))).isEmpty();
  }

  @Test
  void missingReceiptsAreNamed() {
    assertThat(Difference.ofReceipts(List.of(RECEIPT), List.of()))
        .contains("1 receipts expected, got 0");
  }

  private static SortedMap<StateKey, byte[]> state(int... namesAndValues) {
    SortedMap<StateKey, byte[]> state = new TreeMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      state.put(
          StateKey.storage("c", new byte[] {(byte) namesAndValues[i]}),
          new byte[] {(byte) namesAndValues[i + 1]});
    }
    return state;
  }

  @Test
  void statesAreComparedEntryByEntry() {
    assertThat(Difference.ofStates(state(1, 2, 3, 4), state(1, 2, 3, 4))).isEmpty();
    assertThat(Difference.ofStates(state(1, 2), state(1, 3)))
        .contains("state: expected c[01]=02, got c[01]=03");
    assertThat(Difference.ofStates(state(1, 2), state(2, 2)))
        .contains("state: expected c[01]=02, got c[02]=02");
    assertThat(Difference.ofStates(state(1, 2, 3, 4), state(1, 2)))
        .contains("state: c[03]=04 is missing");
    assertThat(Difference.ofStates(state(1, 2), state(1, 2, 3, 4)))
        .contains("state: c[03]=04 should not be there");
  }
}
