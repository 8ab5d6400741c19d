package io.stretto.statestore.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.Block;
import io.stretto.protocol.BlockDelta;
import io.stretto.protocol.Position;
import io.stretto.protocol.Receipt;
import io.stretto.protocol.ReceiptStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Proves that a repeated id changes nothing within the window, and counts anew after it. */
class DuplicateTest {

  /** Commits a block whose transactions have the given ids and each write "last". */
  private static BlockDelta commit(CommitterUnderTest ledger, String... ids) {
    Block block = ledger.next(new int[ids.length]);
    Attempt[] attempts = new Attempt[ids.length];
    Arrays.setAll(
        attempts,
        index ->
            Attempt.at(block, index).id(ids[index]).writes("last", block.height() + "/" + index));
    ledger.open(block);
    ledger.results(block, attempts);
    return ledger.commits.get(ledger.commits.size() - 1);
  }

  private static List<Optional<Position>> firsts(BlockDelta delta) {
    return delta.receipts().stream().map(Receipt::duplicateOf).toList();
  }

  @Test
  void insideABlock() {
    CommitterUnderTest ledger = CommitterUnderTest.born(100);
    BlockDelta delta = commit(ledger, "x", "y", "x", "x");
    Optional<Position> first = Optional.of(new Position(1, 0));
    assertThat(firsts(delta)).containsExactly(Optional.empty(), Optional.empty(), first, first);
    assertThat(ledger.value("last")).as("duplicates write nothing").isEqualTo("1/1");
    assertThat(delta.commit().counts().duplicates()).isEqualTo(2);
  }

  @Test
  void acrossBlocks() {
    CommitterUnderTest ledger = CommitterUnderTest.born(100);
    commit(ledger, "x");
    Optional<Position> first = Optional.of(new Position(1, 0));
    assertThat(firsts(commit(ledger, "x"))).containsExactly(first);
    assertThat(firsts(commit(ledger, "z", "x"))).containsExactly(Optional.empty(), first);
    assertThat(ledger.value("last")).isEqualTo("3/0");
  }

  /** The window counts positions: the id of ordinal 0 is a repeat up to ordinal 3, not at 4. */
  @Test
  void atTheEdgeOfTheWindowAcrossBlocks() {
    CommitterUnderTest inside = CommitterUnderTest.born(3);
    commit(inside, "x", "a", "b");
    assertThat(firsts(commit(inside, "x"))).containsExactly(Optional.of(new Position(1, 0)));

    CommitterUnderTest outside = CommitterUnderTest.born(3);
    commit(outside, "x", "a", "b", "c");
    assertThat(firsts(commit(outside, "x"))).containsExactly(Optional.empty());
    assertThat(outside.value("last")).isEqualTo("2/0");
  }

  /** Blocks larger than the window took ids for repeats that the oracle does not. */
  @Test
  void atTheEdgeOfTheWindowInsideABlock() {
    CommitterUnderTest ledger = CommitterUnderTest.born(3);
    BlockDelta delta = commit(ledger, "x", "a", "b", "c", "x", "d", "a", "x");
    assertThat(firsts(delta).subList(4, 8))
        .containsExactly(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(new Position(1, 4)));
    assertThat(ledger.value("last")).isEqualTo("1/6");
  }

  /** A repeat does not make the window begin anew. */
  @Test
  void repeatsDoNotMoveTheWindow() {
    CommitterUnderTest ledger = CommitterUnderTest.born(3);
    commit(ledger, "x");
    commit(ledger, "a", "x");
    assertThat(firsts(commit(ledger, "b"))).containsExactly(Optional.empty());
    assertThat(firsts(commit(ledger, "x"))).containsExactly(Optional.empty());
    assertThat(firsts(commit(ledger, "x"))).containsExactly(Optional.of(new Position(4, 0)));
  }

  @Test
  void aWindowOfNothingKnowsNoDuplicates() {
    CommitterUnderTest ledger = CommitterUnderTest.born(0);
    assertThat(firsts(commit(ledger, "x", "x")))
        .containsExactly(Optional.empty(), Optional.empty());
    assertThat(firsts(commit(ledger, "x"))).containsExactly(Optional.empty());
  }

  @Test
  void recordsWithoutAnIdAreNoDuplicatesOfEachOther() {
    CommitterUnderTest ledger = CommitterUnderTest.born(100);
    assertThat(firsts(commit(ledger, "", ""))).containsExactly(Optional.empty(), Optional.empty());
    assertThat(firsts(commit(ledger, ""))).containsExactly(Optional.empty());
  }

  @Test
  void aFailureIsRepeatedLikeASuccess() {
    CommitterUnderTest ledger = CommitterUnderTest.born(100);
    Block block = ledger.next(0, 0);
    ledger.open(block);
    ledger.results(
        block,
        Attempt.at(block, 0).id("x").ends(ReceiptStatus.FAILED),
        Attempt.at(block, 1).id("x").writes("a", "1"));
    assertThat(ledger.commits.get(0).receipts().get(1).status()).isEqualTo(ReceiptStatus.FAILED);
    assertThat(ledger.value("a")).isNull();
  }

  /** Its outcome is the first one's, so what its execution observed does not matter. */
  @Test
  void aDuplicateIsNeverExecutedAgain() {
    CommitterUnderTest ledger = CommitterUnderTest.born(100);
    ledger.given("a", "1");
    Block block = ledger.next(0, 0);
    ledger.open(block);
    ledger.results(
        block, Attempt.at(block, 0).id("x"), Attempt.at(block, 1).id("x").reads("a", "0"));
    assertThat(ledger.requests).isEmpty();
    assertThat(ledger.commits).hasSize(1);
  }

  @Test
  void aRestartDoesNotForgetThem() {
    CommitterUnderTest ledger = CommitterUnderTest.born(100);
    commit(ledger, "x");
    ledger.restart();
    assertThat(firsts(commit(ledger, "x"))).containsExactly(Optional.of(new Position(1, 0)));
  }
}
