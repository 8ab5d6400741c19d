package io.stretto.chaos.history;

import static io.stretto.chaos.history.FabricatedHistory.receipt;
import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.chaos.history.Violation.Kind;
import io.stretto.protocol.Position;
import io.stretto.protocol.Receipt;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The checker accepts what is in order, and finds each fault that was put into a history. */
final class HistoryCheckerTest {

  private static void assertFinds(FabricatedHistory history, Kind kind, String... words) {
    List<Violation> found = history.check();
    assertThat(found).extracting(Violation::kind).containsOnly(kind);
    assertThat(found.getFirst().text()).contains(words);
  }

  /** Two transactions one after the other, as they should be. */
  private static FabricatedHistory sound() {
    return new FabricatedHistory()
        .committed("a")
        .committed("b")
        .answered("a", 10, 20, receipt("a", 1, 0, 0))
        .answered("b", 30, 40, receipt("b", 2, 0, 1))
        .balance(1, "05")
        .balance(2, "07");
  }

  @Test
  void aHistoryInOrderHasNoViolation() {
    FabricatedHistory history =
        sound()
            .submitted("never sent", "", 31, Set.of(), List.of())
            .read("reader", "05", 1, 15, 25)
            .read("reader", "07", 2, 26, 45)
            .read("other", "05", 1, 50, 60);
    assertThat(history.check()).isEmpty();
  }

  @Test
  void transactionsThatOverlapMayComeInAnyOrder() {
    FabricatedHistory history =
        new FabricatedHistory()
            .committed("b")
            .committed("a")
            .answered("a", 10, 35, receipt("a", 2, 0, 1))
            .answered("b", 30, 40, receipt("b", 1, 0, 0));
    assertThat(history.check()).isEmpty();
  }

  @Test
  void whatWasNotAcknowledgedMayHaveHappenedOrNot() {
    FabricatedHistory history =
        sound()
            .committed("c")
            .submitted("c", "", 50, Set.of(), List.of())
            .submitted("d", "", 51, Set.of(), List.of());
    assertThat(history.check()).isEmpty();
  }

  @Test
  void anAcknowledgedTransactionThatIsNotInTheLedgerIsLost() {
    assertFinds(sound().acknowledged("c", 50, 2), Kind.LOST, "c");
  }

  @Test
  void aToldReceiptThatIsNotInTheLedgerIsALoss() {
    FabricatedHistory history =
        sound()
            .submitted(
                "c", "", 50, Set.of(), List.of(new Submission.Told(receipt("c", 3, 0, 2), 60)));
    assertThat(history.check())
        .extracting(Violation::kind)
        .containsExactlyInAnyOrder(Kind.LOST, Kind.WRONG_RECEIPT);
  }

  @Test
  void anIdThatTakesEffectTwiceIsDoubled() {
    assertFinds(sound().committed("a"), Kind.DOUBLED, "a took effect at 1/0 and 3/0");
  }

  @Test
  void twoReceiptsOfOneOffsetAreADoubling() {
    Receipt again = receipt("a", 1, 0, 0).repeatedAt(new Position(3, 0), 0, 1);
    assertFinds(sound().committed(again), Kind.DOUBLED, "two receipts of one place");
  }

  @Test
  void twoReceiptsOfOnePositionAreADoubling() {
    Receipt again = receipt("a", 1, 0, 0).repeatedAt(new Position(2, 0), 2, 1);
    assertThat(sound().committed(again).check()).extracting(Violation::kind).contains(Kind.DOUBLED);
  }

  /** A client that submits twice is told the outcome at two places, and each has to be right. */
  @Test
  void aSecondReceiptThatIsNotTheLedgersIsFound() {
    Receipt right = receipt("c", 3, 0, 2);
    Receipt wrong = receipt("c", 4, 0, 3);
    FabricatedHistory history =
        sound()
            .committed("c")
            .submitted(
                "c",
                "",
                50,
                Set.of(2L),
                List.of(new Submission.Told(right, 60), new Submission.Told(wrong, 70)));
    assertFinds(history, Kind.WRONG_RECEIPT, "4/0");
  }

  @Test
  void aMarkedRepeatIsNoDoubling() {
    Receipt repeat = receipt("a", 1, 0, 0).repeatedAt(new Position(3, 0), 2, 1);
    assertThat(sound().committed(repeat).check()).isEmpty();
  }

  @Test
  void whatNobodySubmittedIsFound() {
    assertFinds(sound().committed("forged"), Kind.UNKNOWN, "forged");
  }

  @Test
  void anotherTransactionAtTheAcknowledgedOffsetIsFound() {
    FabricatedHistory history =
        sound().committed("c").acknowledged("c", 50, 1).acknowledged("c", 51, 2);
    assertFinds(history, Kind.MISPLACED, "c was acknowledged at offset 1");
  }

  @Test
  void aReceiptThatIsNotTheLedgersIsFound() {
    Receipt stale = receipt("c", 3, 0, 2).repeatedAt(new Position(3, 0), 2, 1);
    FabricatedHistory history = sound().committed("c").answered("c", 50, 60, stale);
    assertFinds(history, Kind.WRONG_RECEIPT, "3/0");
  }

  @Test
  void aReceiptFromAPositionThatTheTransactionDoesNotHaveIsFound() {
    FabricatedHistory history = sound().committed("c").answered("c", 50, 60, receipt("c", 2, 0, 2));
    assertFinds(history, Kind.WRONG_RECEIPT, "2/0");
  }

  @Test
  void theReceiptOfAnotherTransactionIsFound() {
    FabricatedHistory history =
        sound()
            .committed("c")
            .submitted(
                "c", "", 50, Set.of(2L), List.of(new Submission.Told(receipt("b", 2, 0, 1), 60)));
    assertFinds(history, Kind.WRONG_RECEIPT, "c was answered with");
  }

  @Test
  void theLedgersOrderMayNotContradictRealTime() {
    FabricatedHistory history =
        new FabricatedHistory()
            .committed("b")
            .committed("a")
            .answered("a", 10, 20, receipt("a", 2, 0, 1))
            .answered("b", 30, 40, receipt("b", 1, 0, 0));
    assertFinds(history, Kind.OUT_OF_ORDER, "b was submitted after the receipt of a");
  }

  @Test
  void realTimeCountsWithinABlockToo() {
    FabricatedHistory history =
        new FabricatedHistory()
            .committed(receipt("b", 1, 0, 1))
            .committed(receipt("a", 1, 1, 0))
            .answered("a", 10, 20, receipt("a", 1, 1, 0))
            .acknowledged("b", 30, 1);
    assertFinds(history, Kind.OUT_OF_ORDER, "1/0 before 1/1");
  }

  @Test
  void aReadThatGoesBackInItsSessionIsFound() {
    FabricatedHistory history =
        sound().read("reader", "07", 2, 41, 45).read("reader", "05", 1, 46, 50);
    assertFinds(history, Kind.READ_BACKWARDS, "had seen block 2");
  }

  @Test
  void readsOfOneSessionThatOverlapMayAnswerInAnyOrder() {
    FabricatedHistory history =
        sound().read("reader", "07", 2, 41, 45).read("reader", "05", 1, 44, 50);
    assertThat(history.check()).isEmpty();
  }

  @Test
  void aReadBeforeTheSessionsOwnReceiptIsFound() {
    FabricatedHistory history =
        sound()
            .committed("c")
            .submitted(
                "c",
                "reader",
                50,
                Set.of(2L),
                List.of(new Submission.Told(receipt("c", 3, 0, 2), 60)))
            .read("reader", "07", 2, 61, 65);
    assertFinds(history, Kind.READ_BACKWARDS, "had seen block 3");
  }

  @Test
  void aStaleValueUnderANewerBlockIsFound() {
    assertFinds(sound().read("reader", "05", 2, 41, 45), Kind.READ_UNCOMMITTED, "has 07");
  }

  @Test
  void aReadOfHalfABlockIsFound() {
    assertFinds(sound().read("reader", "06", 2, 41, 45), Kind.READ_UNCOMMITTED, "has 07");
  }

  @Test
  void aReadOfABlockThatWasNeverCommittedIsFound() {
    assertFinds(sound().read("reader", "09", 3, 41, 45), Kind.READ_UNCOMMITTED, "ends with");
  }

  @Test
  void aReadThatNamesNoBlockIsFound() {
    assertFinds(
        sound().read("reader", Question.ABSENT, -1, 5, 8), Kind.READ_UNCOMMITTED, "no such block");
  }

  @Test
  void aReadThatSeesWhatIsSubmittedLaterIsFound() {
    assertFinds(sound().read("reader", "07", 2, 21, 25), Kind.READ_TOO_EARLY, "holds b");
  }

  @Test
  void ofManyViolationsSomeAreShownAndTheRestCounted() {
    FabricatedHistory history = sound();
    for (int i = 0; i < 25; i++) {
      history.acknowledged("lost-" + i, 50, 100 + i);
    }
    List<Violation> found = history.check();
    assertThat(found).hasSizeLessThan(25).extracting(Violation::kind).containsOnly(Kind.LOST);
    assertThat(found.getLast().text()).isEqualTo("40 more");
  }
}
