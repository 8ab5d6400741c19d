package io.stretto.statestore.commit;

import static io.stretto.statestore.commit.Attempt.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.Block;
import io.stretto.protocol.Commit;
import io.stretto.protocol.Position;
import io.stretto.protocol.ReexecutionRequest;
import io.stretto.protocol.ReexecutionRequest.Entry;
import io.stretto.protocol.ReexecutionRequest.FreshValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Proves what is asked for when results do not hold: all that must be, at once, and no more. */
class ConflictTest {

  private final CommitterUnderTest ledger = CommitterUnderTest.born(100);

  private static List<Position> positions(ReexecutionRequest request) {
    return request.entries().stream().map(Entry::position).toList();
  }

  private static List<String> fresh(ReexecutionRequest request) {
    return request.freshValues().stream().map(ConflictTest::describe).toList();
  }

  private static String describe(FreshValue fresh) {
    byte[] value = fresh.value();
    String text = value == null ? "absent" : new String(value, StandardCharsets.UTF_8);
    byte[] key = fresh.key().bytes();
    String name = new String(key, 3, key.length - 3, StandardCharsets.UTF_8);
    return name + "=" + text + " since " + fresh.since();
  }

  @Test
  void whatDoesNotHoldIsExecutedAgainWithTheCurrentValues() {
    ledger.given("a", "1", "b", "2");
    Block block = ledger.next(3);
    ledger.open(block);
    ledger.results(block, 3, Attempt.at(block, 0).reads("b", "2").reads("a", "0").finds("c", true));

    ReexecutionRequest request = ledger.onlyRequest();
    Position head = new Position(2, 0);
    assertThat(request.reason()).isEqualTo(ReexecutionRequest.Reason.CONFLICT);
    assertThat(request.lane()).as("its own").isEqualTo(3);
    assertThat(request.head()).isEqualTo(head);
    assertThat(request.blocks()).containsExactly(block.context());
    assertThat(request.entries()).containsExactly(new Entry(head, block.offset(0), 1));
    assertThat(fresh(request))
        .as("every value it observed, by key")
        .containsExactly("a=1 since 2/0", "b=2 since 2/0", "c=absent since 2/0");

    ledger.results(block, 3, Attempt.at(block, 0).incarnation(1).reads("a", "1").writes("a", "2"));
    assertThat(ledger.value("a")).isEqualTo("2");
    assertThat(ledger.commits.get(0).commit().statistics())
        .isEqualTo(new Commit.Statistics(2, 1, 1, 1));
    assertThat(ledger.commits.get(0).receipts().get(0).attempts()).isEqualTo(2);
  }

  @Test
  void aResultOlderThanWhatWasAskedForIsNoAnswer() {
    ledger.given("a", "1");
    Block block = ledger.next(0);
    ledger.open(block);
    ledger.results(block, Attempt.at(block, 0).reads("a", "0"));
    ledger.onlyRequest();
    ledger.results(block, Attempt.at(block, 0).reads("a", "1").writes("a", "old"));
    assertThat(ledger.commits).isEmpty();
    ledger.results(block, Attempt.at(block, 0).incarnation(1).reads("a", "1"));
    assertThat(ledger.value("a")).isEqualTo("1");
  }

  @Test
  void aNewerResultReplacesTheOneOnHand() {
    Block block = ledger.next(0, 0);
    ledger.open(block);
    ledger.results(block, Attempt.at(block, 1).writes("a", "old"));
    ledger.results(block, Attempt.at(block, 1).incarnation(2).writes("a", "new"));
    ledger.results(block, Attempt.at(block, 1).incarnation(1).writes("a", "between"));
    ledger.results(block, Attempt.at(block, 0));
    assertThat(ledger.value("a")).isEqualTo("new");
  }

  @Test
  void aFailureRaisesTheIncarnation() {
    ledger.given("a", "1");
    Block block = ledger.next(0);
    ledger.open(block);
    ledger.results(block, Attempt.at(block, 0).incarnation(4).reads("a", "0"));
    assertThat(ledger.onlyRequest().entries().get(0).incarnation()).isEqualTo(5);
  }

  /**
   * A lane that executes again by itself, because of an earlier request, raises the incarnation
   * too. What it gave was taken for the answer of the head, did not hold, and was asked for again:
   * a third execution, and a fourth.
   */
  @Test
  void whatALaneGaveByItselfIsNoAnswerOfTheHead() {
    ledger.given("a", "1");
    Block block = ledger.next(0);
    ledger.open(block);
    ledger.results(block, Attempt.at(block, 0).reads("a", "0"));
    ledger.onlyRequest();
    ledger.results(block, Attempt.at(block, 0).incarnation(3).reads("a", "still wrong"));
    ledger.results(block, Attempt.at(block, 0).incarnation(1).reads("a", "still wrong"));
    assertThat(ledger.requests).isEmpty();
    assertThat(ledger.commits).isEmpty();

    ledger.results(block, Attempt.at(block, 0).incarnation(1).reads("a", "1").writes("a", "2"));
    assertThat(ledger.value("a")).isEqualTo("2");
    assertThat(ledger.commits.get(0).commit().statistics())
        .isEqualTo(new Commit.Statistics(4, 3, 1, 1));
  }

  @Test
  void anAnswerOfTheHeadThatWasRefusedIsLateLikeAnyOther() {
    ledger.given("a", "1");
    Block block = ledger.next(0);
    ledger.open(block);
    ledger.results(block, Attempt.at(block, 0).reads("a", "0"));
    ledger.onlyRequest();
    ledger.results(block, Attempt.at(block, 0).incarnation(1).reads("a", "still wrong"));
    ledger.pass(20_000);
    ReexecutionRequest request = ledger.onlyRequest();
    assertThat(request.reason()).isEqualTo(ReexecutionRequest.Reason.LATE);
    assertThat(request.entries().get(0).incarnation()).isEqualTo(1);
  }

  /** A chain of conflicts costs one round trip, not one a link. */
  @Test
  void aChainIsAskedForInOneRequestInCanonicalOrder() {
    ledger.given("a", "1");
    Block block = ledger.next(4, 5, 6);
    ledger.open(block);
    ledger.results(block, 6, Attempt.at(block, 2).reads("c", "y").writes("d", "z"));
    ledger.results(block, 5, Attempt.at(block, 1).reads("b", "x").writes("c", "y"));
    ledger.results(block, 4, Attempt.at(block, 0).reads("a", "0").writes("b", "x"));

    ReexecutionRequest request = ledger.onlyRequest();
    assertThat(positions(request))
        .containsExactly(new Position(2, 0), new Position(2, 1), new Position(2, 2));
    assertThat(request.lane()).as("the last one's, where the keys go on").isEqualTo(6);
    assertThat(fresh(request))
        .as("what no suspect wrote is told; the rest is absent before them")
        .containsExactly("a=1 since 2/0", "b=absent since 2/0", "c=absent since 2/0");
  }

  @Test
  void aChainReachesIntoLaterBlocks() {
    ledger.given("a", "1");
    Block first = ledger.next(0);
    Block second = ledger.next(1);
    ledger.open(first);
    ledger.open(second);
    ledger.results(second, 1, Attempt.at(second, 0).reads("b", "x"));
    ledger.results(first, 0, Attempt.at(first, 0).reads("a", "0").writes("b", "x"));
    ReexecutionRequest request = ledger.onlyRequest();
    assertThat(positions(request)).containsExactly(new Position(2, 0), new Position(3, 0));
    assertThat(request.blocks()).containsExactly(first.context(), second.context());
  }

  @Test
  void groupsThatShareNoWrittenKeyAreAskedForApart() {
    ledger.given("a", "1", "b", "1");
    Block block = ledger.next(1, 2, 3, 4);
    ledger.open(block);
    ledger.results(block, Attempt.at(block, 3).reads("y", "stale").writes("z", "1"));
    ledger.results(block, Attempt.at(block, 2).reads("a", "0").writes("x", "2"));
    ledger.results(block, Attempt.at(block, 1).reads("b", "0").writes("y", "stale"));
    ledger.results(block, Attempt.at(block, 0).reads("a", "0").writes("x", "1"));

    assertThat(ledger.requests).hasSize(2);
    ReexecutionRequest one = ledger.requests.get(0);
    ReexecutionRequest other = ledger.requests.get(1);
    assertThat(positions(one)).containsExactly(new Position(2, 0), new Position(2, 2));
    assertThat(positions(other)).containsExactly(new Position(2, 1), new Position(2, 3));
    assertThat(List.of(one.lane(), other.lane())).containsExactly(3, 4);
    assertThat(one.head()).isEqualTo(other.head()).isEqualTo(new Position(2, 0));
  }

  @Test
  void whatHoldsIsLeftAlone() {
    ledger.given("a", "1", "b", "1");
    Block block = ledger.next(0, 1, 2);
    ledger.open(block);
    ledger.results(block, Attempt.at(block, 2).reads("c", "2").writes("d", "3"));
    ledger.results(block, Attempt.at(block, 1).reads("b", "1").writes("c", "2"));
    ledger.results(block, Attempt.at(block, 0).reads("a", "0").writes("a", "9"));
    assertThat(positions(ledger.onlyRequest())).containsExactly(new Position(2, 0));

    ledger.results(block, Attempt.at(block, 0).incarnation(1).reads("a", "1").writes("a", "2"));
    assertThat(ledger.commits).hasSize(1);
    assertThat(ledger.value("d")).isEqualTo("3");
    assertThat(ledger.commits.get(0).commit().statistics())
        .isEqualTo(new Commit.Statistics(4, 1, 1, 3));
  }

  /** The value is not yet settled, so it counts only from the position after its writer's on. */
  @Test
  void valuesOfResultsOnHandCountSinceTheirWriters() {
    ledger.given("a", "1");
    Block block = ledger.next(0, 1, 2);
    ledger.open(block);
    ledger.results(block, Attempt.at(block, 2).reads("b", "stale").reads("a", "1"));
    ledger.results(block, Attempt.at(block, 1).reads("b", null).writes("b", "new"));
    ledger.results(block, Attempt.at(block, 0).reads("a", "0"));
    assertThat(ledger.requests).hasSize(2);
    assertThat(positions(ledger.requests.get(1))).containsExactly(new Position(2, 2));
    assertThat(fresh(ledger.requests.get(1))).containsExactly("a=1 since 2/0", "b=new since 2/2");
  }

  /** The same key may count with different values since different positions. */
  @Test
  void oneKeyMayCountSeveralTimes() {
    ledger.given("a", "1");
    Block block = ledger.next(0, 1, 2);
    ledger.open(block);
    ledger.results(
        block, Attempt.at(block, 2).reads("shared", "x").reads("b", "stale").writes("o", "1"));
    ledger.results(block, Attempt.at(block, 1).reads("b", null).writes("b", "new"));
    ledger.results(
        block, Attempt.at(block, 0).reads("a", "0").reads("b", null).writes("shared", "x"));
    ReexecutionRequest request = ledger.onlyRequest();
    assertThat(positions(request)).containsExactly(new Position(2, 0), new Position(2, 2));
    assertThat(fresh(request)).contains("b=absent since 2/0", "b=new since 2/2");
  }

  @Test
  void theHeadOfALaterRequestIsWhereTheCommitterStands() {
    Block block = ledger.next(0, 1);
    ledger.open(block);
    ledger.results(block, Attempt.at(block, 0).writes("a", "1").writes("b", "settled"));
    ledger.results(block, 1, Attempt.at(block, 1).reads("a", null).reads("b", null));
    ReexecutionRequest request = ledger.onlyRequest();
    assertThat(request.head()).isEqualTo(new Position(1, 1));
    assertThat(fresh(request)).containsExactly("a=1 since 1/1", "b=settled since 1/1");
  }

  @Test
  void oneLooksAheadOnlySoFar() {
    CommitterUnderTest near =
        new CommitterUnderTest(new CommitterSettings(1, 2, 100, 100, 1000, 10_000));
    near.open(near.genesis(0));
    near.given("a", "1");
    Block block = near.next(0, 0, 0);
    near.open(block);
    near.results(
        block,
        Attempt.at(block, 1).reads("a", "0"),
        Attempt.at(block, 2).reads("a", "0"),
        Attempt.at(block, 0).reads("a", "0"));
    assertThat(near.requests.stream().flatMap(request -> positions(request).stream()))
        .containsExactly(new Position(2, 0), new Position(2, 1));
  }

  /** Nothing can commit before the head, so its second execution on the current values holds. */
  @Test
  void theHeadNeedsTwoExecutionsAtMost() {
    ledger.given("a", "1");
    Block block = ledger.next(0, 1);
    ledger.open(block);
    ledger.results(block, Attempt.at(block, 0).reads("a", "0"));
    ReexecutionRequest request = ledger.onlyRequest();
    ledger.results(block, 1, Attempt.at(block, 1).writes("a", "5"));
    Attempt answer = Attempt.at(block, 0).incarnation(1);
    for (FreshValue value : request.freshValues()) {
      assertThat(value.key()).isEqualTo(key("a"));
      answer.reads("a", new String(value.value(), StandardCharsets.UTF_8));
    }
    ledger.results(block, answer);
    assertThat(ledger.requests).isEmpty();
    assertThat(ledger.commits).hasSize(1);
  }
}
