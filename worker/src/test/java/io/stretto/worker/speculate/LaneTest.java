package io.stretto.worker.speculate;

import static io.stretto.worker.speculate.LaneUnderTest.block;
import static io.stretto.worker.speculate.LaneUnderTest.fresh;
import static io.stretto.worker.speculate.LaneUnderTest.key;
import static io.stretto.worker.speculate.LaneUnderTest.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.BlockContext;
import io.stretto.protocol.Position;
import io.stretto.protocol.ReexecutionRequest.Reason;
import io.stretto.protocol.Result;
import io.stretto.protocol.TaskKey;
import io.stretto.protocol.Write;
import io.stretto.worker.speculate.LaneUnderTest.Draft;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Proves in which order a lane executes, what it reads, and what it does again. */
class LaneTest {

  private static final int[] NONE = {};
  private static final int[] FIRST = {0};
  private static final int[] SECOND = {1};

  private final LaneUnderTest lane = new LaneUnderTest();

  private static Draft task(long height) {
    return new Draft(block(height));
  }

  private static Position at(long height, int index) {
    return new Position(height, index);
  }

  @Test
  void tasksAreExecutedInOrderAndOwnValuesForwarded() {
    lane.execute(task(1).entry(0, "+ a").entry(3, "+ a").entry(7, "+ a"));
    lane.execute(task(2).entry(1, "r a"));
    assertThat(lane.executedIndexes()).containsExactly(0, 3, 7, 1);
    assertThat(lane.lastRead("a")).isEqualTo("037");
    assertThat(lane.remoteReads).as("read once, then known").containsExactly(List.of("a"));
  }

  @Test
  void allPredictedKeysOfATaskAreReadInOneCall() {
    lane.committed.put("b", "2");
    lane.execute(
        task(1)
            .key("a", -1)
            .key("b", -1)
            .entry(0, "r a", FIRST, NONE)
            .entry(1, "r b", SECOND, NONE));
    assertThat(lane.remoteReads).containsExactly(List.of("a", "b"));
    assertThat(lane.lastRead("b")).isEqualTo("2");
  }

  @Test
  void whatIsFreshEnoughIsNotReadAgain() {
    lane.remoteHeight = 4;
    lane.execute(task(5).key("a", 3).entry(0, "r a", FIRST, NONE));
    lane.execute(task(6).key("a", 3).entry(0, "r a", FIRST, NONE));
    assertThat(lane.remoteReads).hasSize(1);
    lane.execute(task(7).key("a", 4).entry(0, "r a", FIRST, NONE));
    assertThat(lane.remoteReads).as("4 is when the value was current after").hasSize(1);
    lane.execute(task(8).key("a", 5).entry(0, "r a", FIRST, NONE));
    assertThat(lane.remoteReads).as("another lane wrote in block 5").hasSize(2);
    lane.execute(task(9).key("a", TaskKey.UNKNOWN).entry(0, "r a", FIRST, NONE));
    assertThat(lane.remoteReads).hasSize(3);
  }

  @Test
  void siblingsOfTheProcessSeeEachOther() {
    LaneUnderTest sibling = new LaneUnderTest(lane.state, 1, LaneSettings.defaults());
    sibling.execute(task(1).entry(0, "w a sibling"));
    lane.execute(task(1).entry(1, "r a"));
    assertThat(lane.lastRead("a")).isEqualTo("sibling");
    assertThat(lane.remoteReads).isEmpty();
  }

  @Test
  void aDependencyIsAwaitedAndTheRestGoesOn() {
    LaneUnderTest sibling = new LaneUnderTest(lane.state, 1, LaneSettings.defaults());
    lane.execute(
        task(1)
            .key("a", -1)
            .key("b", -1)
            .entry(1, "+ a", NONE, FIRST, at(1, 0))
            .entry(2, "+ b", NONE, SECOND)
            .entry(3, "+ a", NONE, FIRST));
    assertThat(lane.executedIndexes()).as("3 shares a key with what waits").containsExactly(2);
    assertThat(lane.lane.isWaiting()).isTrue();

    sibling.execute(task(1).entry(0, "w a x"));
    lane.lane.tick(1);
    assertThat(lane.executedIndexes()).containsExactly(2, 1, 3);
    assertThat(lane.lastRead("a")).isEqualTo("x1");
    assertThat(lane.lane.isWaiting()).isFalse();
  }

  @Test
  void readersOfWhatAWaitingOneWritesWaitToo() {
    lane.execute(
        task(1).key("a", -1).entry(1, "w a 1", NONE, FIRST, at(1, 0)).entry(2, "r a", FIRST, NONE));
    assertThat(lane.executions).isEmpty();
    lane.execute(task(2).key("a", -1).entry(0, "r a", FIRST, NONE));
    assertThat(lane.executions).as("in later blocks as well").isEmpty();
  }

  @Test
  void readersDoNotWaitForReaders() {
    lane.execute(
        task(1).key("a", -1).entry(1, "r a", FIRST, NONE, at(1, 0)).entry(2, "r a", FIRST, NONE));
    assertThat(lane.executedIndexes()).containsExactly(2);
  }

  @Test
  void theWaitIsBounded() {
    lane.execute(task(1).entry(1, "r a", NONE, NONE, at(1, 0)), 1000);
    lane.lane.tick(1999);
    assertThat(lane.executions).isEmpty();
    lane.lane.tick(2000);
    assertThat(lane.executions).hasSize(1);
    assertThat(lane.results()).hasSize(1);
  }

  @Test
  void theWaitGoesOnWhileBlocksAreCommitted() {
    lane.execute(task(9).entry(1, "r a", NONE, NONE, at(8, 0)), 1000);
    lane.state.advance(3);
    lane.lane.tick(1999);
    lane.lane.tick(2998);
    assertThat(lane.executions).isEmpty();
    lane.lane.tick(2999);
    assertThat(lane.executions).hasSize(1);
  }

  @Test
  void aCommittedDependencyIsNotAwaited() {
    lane.state.advance(3);
    lane.execute(task(4).entry(0, "r a", NONE, NONE, at(3, 9)));
    assertThat(lane.executions).hasSize(1);
  }

  @Test
  void whatWasReadBeforeTheWaitIsReadAnewAfterIt() {
    lane.committed.put("a", "old");
    lane.execute(task(2).key("a", 1).entry(0, "r a", FIRST, NONE, at(1, 0)));
    assertThat(lane.remoteReads).hasSize(1);
    lane.committed.put("a", "new");
    lane.remoteHeight = 1;
    lane.state.advance(1);
    lane.lane.tick(1);
    assertThat(lane.lastRead("a")).isEqualTo("new");
    assertThat(lane.remoteReads).containsExactly(List.of("a"), List.of("a"));
  }

  @Test
  void whatIsDeliveredTwiceIsExecutedOnce() {
    lane.execute(task(1).entry(0, "+ a"));
    lane.execute(task(1).entry(0, "+ a"));
    assertThat(lane.executions).hasSize(1);
    assertThat(lane.results()).hasSize(1);
    lane.execute(task(1).entry(1, "r b", NONE, NONE, at(1, 9)));
    lane.execute(task(1).entry(1, "r b", NONE, NONE, at(1, 9)));
    lane.lane.tick(2000);
    assertThat(lane.executions).hasSize(2);
  }

  @Test
  void whatIsCommittedIsNotExecuted() {
    lane.state.advance(3);
    lane.execute(task(3).entry(0, "+ a"));
    lane.lane.execute(request(Reason.CONFLICT, block(3), at(3, 0), List.of(), 1, 0));
    assertThat(lane.executions).isEmpty();
    assertThat(lane.results()).isEmpty();
  }

  @Test
  void committedTransactionsAreForgotten() {
    lane.execute(task(1).entry(0, "+ a").entry(1, "r b", NONE, NONE, at(1, 7)));
    assertThat(lane.lane.inFlight()).isEqualTo(2);
    lane.state.advance(1);
    lane.lane.tick(0);
    assertThat(lane.lane.inFlight()).isZero();
    assertThat(lane.lane.isWaiting()).isFalse();
    assertThat(lane.executions).as("what still waited is not needed any more").hasSize(1);
  }

  @Test
  void theBlockThatWonReplacesTheOneThatLost() {
    lane.execute(new Draft(block(1, "loser")).entry(0, "w a loser"));
    lane.forget();
    lane.execute(new Draft(block(1, "winner")).entry(0, "w b winner"));
    assertThat(lane.executions).hasSize(1);
    assertThat(lane.batches.get(0).blockDigest()).isEqualTo(block(1, "winner").blockDigest());
  }

  /** The loser's writes stayed and were read by whatever came after them. */
  @Test
  void writesOfABlockThatLostAreNotReadAnyMore() {
    lane.execute(new Draft(block(1, "loser")).entry(0, "w a loser"));
    lane.execute(new Draft(block(1, "winner")).entry(0, "w b winner").entry(1, "r a"));
    assertThat(lane.lastRead("a")).isNull();
  }

  /** The loser stayed among those that wait, was executed in the end, and overwrote the winner. */
  @Test
  void whatWaitsOfABlockThatLostIsNotExecutedAnyMore() {
    lane.execute(new Draft(block(1, "loser")).entry(0, "w a loser", NONE, NONE, at(0, 9)));
    lane.execute(new Draft(block(1, "winner")).entry(0, "w a winner"));
    lane.lane.tick(100);
    lane.execute(task(2).entry(0, "r a"));
    assertThat(lane.lastRead("a")).isEqualTo("winner");
    assertThat(lane.executions).hasSize(2);
  }

  @Test
  void aRequestIsExecutedWithTheFreshValues() {
    lane.committed.put("a", "stale");
    lane.execute(task(1).entry(0, "r x").entry(1, "+ a").entry(2, "r b"));
    lane.forget();
    lane.lane.execute(
        request(Reason.CONFLICT, block(1), at(1, 0), List.of(fresh("a", "now", at(1, 0))), 4, 1));
    assertThat(lane.executedIndexes()).containsExactly(1);
    assertThat(lane.lastRead("a")).isEqualTo("now");
    assertThat(lane.results()).extracting(Result::incarnation).containsExactly(4);
    assertThat(lane.remoteReads).isEmpty();
  }

  @Test
  void whatHadReadTheReplacedWritesIsExecutedAgainByItself() {
    lane.execute(
        task(1)
            .entry(0, "r a;+ b")
            .entry(1, "+ b")
            .entry(2, "r z")
            .entry(3, "r b;w d 1")
            .entry(4, "r d"));
    lane.forget();
    lane.lane.execute(
        request(
            Reason.CONFLICT,
            block(1),
            at(1, 0),
            List.of(fresh("a", "x", at(1, 0)), fresh("b", "new", at(1, 0))),
            1,
            0));
    assertThat(lane.executedIndexes())
        .as("3 writes the same again, so 4 need not follow")
        .containsExactly(0, 1, 3);
    assertThat(lane.results()).extracting(Result::incarnation).containsExactly(1, 1, 1);
    assertThat(lane.executions.get(1).reads()).containsEntry("b", "new0");
    assertThat(lane.lastRead("b")).isEqualTo("new01");
  }

  @Test
  void anExecutionThatWritesTheSameAgainCausesNothingMore() {
    lane.execute(task(1).entry(0, "r a;w b 1").entry(1, "r b"));
    lane.forget();
    lane.lane.execute(
        request(Reason.CONFLICT, block(1), at(1, 0), List.of(fresh("a", "x", at(1, 0))), 1, 0));
    assertThat(lane.executedIndexes()).containsExactly(0);
  }

  @Test
  void allThatAreAskedForLoseTheirWritesBeforeTheFirstIsExecuted() {
    lane.execute(task(1).entry(0, "r a").entry(1, "+ b").entry(2, "+ b"));
    lane.forget();
    lane.lane.execute(
        request(Reason.CONFLICT, block(1), at(1, 0), List.of(fresh("b", "f", at(1, 0))), 1, 1, 2));
    assertThat(lane.executedIndexes()).containsExactly(1, 2);
    assertThat(lane.lastRead("b")).isEqualTo("f1");
  }

  @Test
  void theHeadReadsFreshValuesAndElseTheCommittersOwnState() {
    lane.committed.put("b", "stale");
    lane.execute(task(1).entry(0, "w b speculative").entry(1, "r a;r b"));
    lane.forget();
    lane.atHead.put("b", "right");
    lane.lane.execute(
        request(
            Reason.CONFLICT,
            block(1),
            at(1, 1),
            List.of(fresh("a", "1", at(1, 1)), fresh("b", "later", at(1, 9))),
            1,
            1));
    assertThat(lane.executions.get(0).reads()).containsEntry("a", "1").containsEntry("b", "right");
    assertThat(lane.remoteReads).containsExactly(List.of("!b"));
  }

  @Test
  void aPositionThatIsNotAtTheHeadMaySpeculate() {
    lane.execute(task(1).entry(0, "w b speculative").entry(1, "r b"));
    lane.forget();
    lane.lane.execute(request(Reason.CONFLICT, block(1), at(1, 0), List.of(), 1, 1));
    assertThat(lane.lastRead("b")).isEqualTo("speculative");
    assertThat(lane.remoteReads).isEmpty();
  }

  @Test
  void aRequestForWhatTheLaneNeverHadReadsTheLog() {
    lane.log.put(502L, "w a fromLog");
    lane.lane.execute(request(Reason.LATE, block(5), at(5, 2), List.of(), 0, 2));
    assertThat(lane.executedIndexes()).containsExactly(2);
    assertThat(lane.results().get(0).execution().writes())
        .containsExactly(new Write(key("a"), LaneUnderTest.bytes("fromLog")));
    lane.execute(task(5).entry(2, "w a fromTask"));
    assertThat(lane.executions).as("the task that comes later is a repeat").hasSize(1);
  }

  @Test
  void aRequestNoLongerWaits() {
    lane.execute(task(1).entry(1, "r a", NONE, NONE, at(1, 0)));
    lane.lane.execute(request(Reason.LATE, block(1), at(1, 1), List.of(), 0, 1));
    assertThat(lane.executions).hasSize(1);
    lane.lane.tick(1000);
    assertThat(lane.executions).as("and not a second time").hasSize(1);
  }

  @Test
  void aLateRequestRepublishesWithTheSameIncarnation() {
    lane.execute(task(1).entry(0, "w a 1").entry(1, "r a"));
    lane.forget();
    lane.lane.execute(request(Reason.LATE, block(1), at(1, 0), List.of(), 0, 0));
    assertThat(lane.results()).extracting(Result::incarnation).containsExactly(0);
    assertThat(lane.executedIndexes()).containsExactly(0);
  }

  @Test
  void anOlderRequestDoesNotLowerTheIncarnation() {
    lane.execute(task(1).entry(0, "r a"));
    lane.lane.execute(request(Reason.CONFLICT, block(1), at(1, 0), List.of(), 5, 0));
    lane.lane.execute(request(Reason.CONFLICT, block(1), at(1, 0), List.of(), 2, 0));
    assertThat(lane.results()).extracting(Result::incarnation).containsExactly(0, 5, 5);
  }

  @Test
  void aRequestForAnotherBlockOfTheHeightReplaces() {
    lane.execute(new Draft(block(1, "loser")).entry(0, "w a loser"));
    lane.log.put(100L, "r b");
    BlockContext winner = block(1, "winner");
    lane.lane.execute(request(Reason.LATE, winner, at(1, 0), List.of(), 0, 0));
    lane.execute(new Draft(winner).entry(1, "r a"));
    assertThat(lane.lastRead("a")).isNull();
  }

  @Test
  void resultsArePublishedByCount() {
    LaneUnderTest small =
        new LaneUnderTest(new SpeculativeState(100), 6, new LaneSettings(2, 1_000_000, 40));
    small.execute(task(1).entry(0, "r a").entry(1, "r a").entry(2, "r a"));
    assertThat(small.batches).extracting(batch -> batch.results().size()).containsExactly(2, 1);
    assertThat(small.batches).extracting(batch -> batch.lane()).containsOnly(6);
    assertThat(small.batches.get(0).blockDigest()).isEqualTo(block(1).blockDigest());
  }

  @Test
  void resultsArePublishedByGas() {
    LaneUnderTest small =
        new LaneUnderTest(new SpeculativeState(100), 0, new LaneSettings(100, 25, 40));
    small.execute(task(1).entry(0, "r a").entry(1, "r a").entry(2, "r a").entry(3, "r a"));
    assertThat(small.batches).extracting(batch -> batch.results().size()).containsExactly(3, 1);
  }

  @Test
  void aBatchHoldsResultsOfOneBlockOnly() {
    lane.execute(task(1).entry(0, "r x").entry(1, "w a 1"));
    lane.execute(task(2).entry(0, "r a;+ b"));
    lane.forget();
    lane.lane.execute(
        request(Reason.CONFLICT, block(1), at(1, 0), List.of(fresh("a", "9", at(1, 0))), 1, 1));
    lane.lane.execute(
        request(Reason.CONFLICT, block(1), at(1, 1), List.of(fresh("x", "9", at(1, 1))), 2, 0));
    assertThat(lane.batches)
        .allSatisfy(
            batch ->
                assertThat(batch.blockDigest()).isEqualTo(block(batch.height()).blockDigest()));
  }

  @Test
  void aResultSaysWhetherAllItsKeysWerePredicted() {
    lane.execute(
        task(1)
            .key("a", -1)
            .key("b", -1)
            .entry(0, "r a;w b 1", FIRST, SECOND)
            .entry(1, "r c", FIRST, NONE)
            .entry(2, "w a 1", FIRST, NONE)
            .entry(3, "r b", NONE, SECOND)
            .entry(4, ""));
    assertThat(lane.results())
        .extracting(Result::predicted)
        .as("a written key must have been predicted as written")
        .containsExactly(true, false, false, true, true);
  }

  @Test
  void anEmptyTaskDoesNothing() {
    lane.execute(task(1).key("a", -1));
    assertThat(lane.remoteReads).isEmpty();
    assertThat(lane.batches).isEmpty();
  }
}
