package io.stretto.statestore.commit;

import static io.stretto.statestore.commit.Attempt.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.Block;
import io.stretto.protocol.Int128;
import io.stretto.protocol.Position;
import io.stretto.protocol.ReexecutionRequest;
import io.stretto.protocol.StateEntry;
import io.stretto.protocol.StateRange;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Proves that additions conflict only at their bounds, and lists with whatever changes in them. */
class AdditionsAndScansTest {

  private final CommitterUnderTest ledger = CommitterUnderTest.born(100);

  private Int128 number(String name) {
    return Int128.ofValue(ledger.state.read(key(name)));
  }

  private static List<Position> positions(ReexecutionRequest request) {
    return request.entries().stream().map(ReexecutionRequest.Entry::position).toList();
  }

  @Test
  void additionsOfManyDoNotConflict() {
    Block block = ledger.next(0, 1, 2, 3);
    ledger.open(block);
    for (int index = 3; index >= 0; index--) {
      ledger.results(block, index, Attempt.at(block, index).adds("n", 10 + index, 0, 1000));
    }
    assertThat(ledger.requests).isEmpty();
    assertThat(number("n")).isEqualTo(Int128.of(46));
    assertThat(ledger.commits.get(0).writes())
        .as("a block's delta holds values, not additions")
        .noneMatch(write -> write.isAddition());
  }

  @Test
  void anAdditionBeyondItsBoundIsExecutedAgain() {
    Block block = ledger.next(0, 1);
    ledger.open(block);
    ledger.results(block, 0, Attempt.at(block, 0).adds("n", 60, 0, 40));
    ledger.results(block, 1, Attempt.at(block, 1).adds("n", 60, 0, 40));
    ReexecutionRequest request = ledger.onlyRequest();
    assertThat(positions(request)).containsExactly(new Position(1, 1));
    assertThat(request.freshValues().get(0).value()).isEqualTo(Int128.of(60).encode());
  }

  @Test
  void whoReadsTheSumConflictsWithWhoAdds() {
    Block block = ledger.next(0, 1);
    ledger.open(block);
    ledger.results(block, 1, Attempt.at(block, 1).readsNumber("n", 0).writes("m", "0"));
    ledger.results(block, 0, Attempt.at(block, 0).adds("n", 5, 0, 100));
    assertThat(positions(ledger.onlyRequest())).containsExactly(new Position(1, 1));
  }

  @Test
  void aSuspectThatAddsTaintsNoOtherAdditions() {
    ledger.given("a", "1");
    Block block = ledger.next(0, 1, 2);
    ledger.open(block);
    ledger.results(block, 2, Attempt.at(block, 2).readsNumber("n", 10).writes("seen", "10"));
    ledger.results(block, 1, Attempt.at(block, 1).adds("n", 5, 0, 100));
    ledger.results(block, 0, Attempt.at(block, 0).reads("a", "0").adds("n", 5, 0, 100));
    assertThat(positions(ledger.onlyRequest()))
        .as("the one that did not hold and the one that read the sum, in one group")
        .containsExactly(new Position(2, 0), new Position(2, 2));
  }

  @Test
  void aPhantomInAListedRangeConflicts() {
    ledger.given("k1", "1", "k3", "3");
    Block block = ledger.next(0, 1, 2);
    ledger.open(block);
    ledger.results(block, 2, Attempt.at(block, 2).lists("k", "l", "k1", "1", "k3", "3"));
    ledger.results(block, 1, Attempt.at(block, 1).writes("x", "outside"));
    ledger.results(block, 0, Attempt.at(block, 0).writes("k2", "phantom"));
    assertThat(positions(ledger.onlyRequest())).containsExactly(new Position(2, 2));
    assertThat(ledger.committer.scanAtHead(new StateRange(key("k"), key("l")), 2))
        .as("what the next execution is to see")
        .extracting(StateEntry::key)
        .containsExactly(key("k1"), key("k2"));
    ledger.results(
        block,
        2,
        Attempt.at(block, 2).incarnation(1).lists("k", "l", "k1", "1", "k2", "phantom", "k3", "3"));
    assertThat(ledger.commits).hasSize(1);
  }

  @Test
  void aListIsSuspectWhenASuspectWritesInIt() {
    ledger.given("a", "1");
    Block block = ledger.next(0, 1);
    ledger.open(block);
    ledger.results(block, 1, Attempt.at(block, 1).lists("k", "l"));
    ledger.results(block, 0, Attempt.at(block, 0).reads("a", "0").writes("k1", "1"));
    assertThat(positions(ledger.onlyRequest()))
        .containsExactly(new Position(2, 0), new Position(2, 1));
  }
}
