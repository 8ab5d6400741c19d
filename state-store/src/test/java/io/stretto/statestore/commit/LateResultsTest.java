package io.stretto.statestore.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.Block;
import io.stretto.protocol.Commit;
import io.stretto.protocol.Position;
import io.stretto.protocol.ReexecutionRequest;
import io.stretto.protocol.ReexecutionRequest.Entry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Proves that a worker that says nothing is replaced, soon and not too often. */
class LateResultsTest {

  private final CommitterUnderTest ledger = CommitterUnderTest.born(100);

  private static List<Position> positions(ReexecutionRequest request) {
    return request.entries().stream().map(Entry::position).toList();
  }

  @Test
  void anotherLaneIsAskedForAllThatTheSilentOneOwes() {
    Block first = ledger.next(0, 1, 0);
    Block second = ledger.next(0, 2);
    ledger.open(first);
    ledger.open(second);
    ledger.pass(999);
    assertThat(ledger.requests).isEmpty();
    ledger.pass(1);

    ReexecutionRequest request = ledger.onlyRequest();
    assertThat(request.reason()).isEqualTo(ReexecutionRequest.Reason.LATE);
    assertThat(request.lane()).as("far from the silent one").isEqualTo(4);
    assertThat(positions(request))
        .containsExactly(new Position(1, 0), new Position(1, 2), new Position(2, 0));
    assertThat(request.entries()).extracting(Entry::incarnation).containsOnly(0);
    assertThat(request.entries()).extracting(Entry::offset).containsExactly(0L, 2L, 3L);
    assertThat(request.blocks()).containsExactly(first.context(), second.context());
    assertThat(request.head()).isEqualTo(new Position(1, 0));
    assertThat(request.freshValues()).isEmpty();
  }

  /** Whether the old lane or the new one answers does not matter, for both are right. */
  @Test
  void anAnswerOfEitherLaneWillDo() {
    Block block = ledger.next(0);
    ledger.open(block);
    ledger.pass(1000);
    ledger.onlyRequest();
    ledger.results(block, 0, Attempt.at(block, 0).writes("a", "1"));
    assertThat(ledger.value("a")).isEqualTo("1");
    ledger.results(block, 4, Attempt.at(block, 0).writes("a", "1"));
    assertThat(ledger.commits).hasSize(1);
    assertThat(ledger.commits.get(0).commit().statistics())
        .isEqualTo(new Commit.Statistics(1, 0, 1, 1));
  }

  @Test
  void theWaitDoublesUpToItsMaximumAndEveryLaneIsAskedInTurn() {
    Block block = ledger.next(0);
    ledger.open(block);
    List<Long> waits = new ArrayList<>();
    List<Integer> lanes = new ArrayList<>();
    long askedAt = 0;
    while (waits.size() < 12) {
      ledger.pass(100);
      if (!ledger.requests.isEmpty()) {
        waits.add(ledger.nowMillis - askedAt);
        lanes.add(ledger.onlyRequest().lane());
        askedAt = ledger.nowMillis;
      }
    }
    assertThat(waits).startsWith(1000L, 2000L, 4000L, 8000L, 10_000L, 10_000L);
    assertThat(lanes).startsWith(4, 6, 7, 0, 1, 2, 3, 4, 5);
    assertThat(lanes).as("every lane, in the end").contains(0, 1, 2, 3, 4, 5, 6, 7);
  }

  @Test
  void onlyTheHeadIsWaitedFor() {
    Block block = ledger.next(0, 1);
    ledger.open(block);
    ledger.results(block, 1, Attempt.at(block, 1));
    ledger.pass(1000);
    assertThat(positions(ledger.onlyRequest())).containsExactly(new Position(1, 0));
  }

  @Test
  void noMoreIsAskedForThanOneLooksAhead() {
    CommitterUnderTest near =
        new CommitterUnderTest(new CommitterSettings(2, 3, 100, 100, 1000, 10_000));
    near.open(near.genesis(0));
    near.open(near.next(0, 0, 0, 0, 0));
    near.pass(1000);
    assertThat(near.onlyRequest().entries()).hasSize(3);
  }

  /** The lane that was late answers at last, from what it knew then; the other one is to come. */
  @Test
  void aLateAnswerThatDoesNotHoldIsRefusedWhereAnotherWasAskedAtTheHead() {
    ledger.given("a", "1");
    Block block = ledger.next(0);
    ledger.open(block);
    ledger.pass(1000);
    ledger.onlyRequest();
    ledger.results(block, 4, Attempt.at(block, 0).reads("a", "0"));
    assertThat(ledger.requests).isEmpty();
    assertThat(ledger.commits).isEmpty();
    ledger.results(block, 2, Attempt.at(block, 0).reads("a", "1").writes("a", "2"));
    assertThat(ledger.value("a")).isEqualTo("2");
  }

  @Test
  void aSingleLaneIsAskedAgain() {
    LateLanes lanes = new LateLanes(CommitterSettings.defaults(1));
    for (int asked = 0; asked < 40; asked++) {
      assertThat(lanes.substitute(0, asked)).isZero();
    }
  }

  @Test
  void theWaitFollowsHowLongResultsTake() {
    LateLanes lanes = new LateLanes(CommitterSettings.defaults(4));
    Slot slot = new Slot(1, 0);
    assertThat(lanes.isLate(slot, 999)).isFalse();
    assertThat(lanes.isLate(slot, 1000)).as("nothing is known").isTrue();
    lanes.answered(2, 50);
    assertThat(lanes.isLate(slot, 199)).isFalse();
    assertThat(lanes.isLate(slot, 200)).as("four times the usual").isTrue();
    for (int i = 0; i < 1000; i++) {
      lanes.answered(2, 1);
    }
    assertThat(lanes.isLate(slot, 99)).as("never less than the minimum").isFalse();
    assertThat(lanes.isLate(slot, 100)).isTrue();
    for (int i = 0; i < 1000; i++) {
      lanes.answered(2, 1_000_000);
    }
    assertThat(lanes.isLate(slot, 9_999)).isFalse();
    assertThat(lanes.isLate(slot, 10_000)).as("never more than the maximum").isTrue();
  }

  @Test
  void aLaneThatWasReplacedIsGivenLessUntilItIsHeardOf() {
    LateLanes lanes = new LateLanes(CommitterSettings.defaults(4));
    lanes.answered(2, 200);
    lanes.suspect(1);
    assertThat(lanes.isLate(new Slot(1, 0), 200)).isTrue();
    assertThat(lanes.isLate(new Slot(2, 0), 200)).as("others keep their time").isFalse();
    lanes.answered(1, 200);
    assertThat(lanes.isLate(new Slot(1, 0), 799)).isFalse();
    assertThat(lanes.isLate(new Slot(1, 0), 800)).isTrue();
  }

  /** A topic may have been given more lanes than this committer was started with. */
  @Test
  void lanesBeyondThoseKnownDoNoHarm() {
    LateLanes lanes = new LateLanes(CommitterSettings.defaults(2));
    lanes.suspect(7);
    lanes.answered(7, 10);
    assertThat(lanes.isLate(new Slot(7, 0), 100)).isTrue();
    assertThat(lanes.substitute(7, 0)).isBetween(0, 1);
  }
}
