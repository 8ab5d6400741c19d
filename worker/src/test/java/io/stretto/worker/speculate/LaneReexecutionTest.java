package io.stretto.worker.speculate;

import static io.stretto.worker.speculate.LaneUnderTest.NONE;
import static io.stretto.worker.speculate.LaneUnderTest.at;
import static io.stretto.worker.speculate.LaneUnderTest.block;
import static io.stretto.worker.speculate.LaneUnderTest.fresh;
import static io.stretto.worker.speculate.LaneUnderTest.key;
import static io.stretto.worker.speculate.LaneUnderTest.request;
import static io.stretto.worker.speculate.LaneUnderTest.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.BlockContext;
import io.stretto.protocol.ReexecutionRequest.Reason;
import io.stretto.protocol.Result;
import io.stretto.protocol.Write;
import io.stretto.worker.speculate.LaneUnderTest.Draft;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Proves what a lane does when the committer asks again. */
class LaneReexecutionTest {

  private final LaneUnderTest lane = new LaneUnderTest();

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

  /**
   * Nobody answered a committer whose store had been restored from a changelog that ended before
   * the commits already published: to workers, all that it asked for was done.
   */
  @Test
  void aCommitterThatHasLostCommittedBlocksIsAnswered() {
    lane.execute(task(5).entry(0, "w a lost"));
    lane.state.advance(9);
    lane.forget();
    lane.remoteHeight = 4;
    lane.log.put(500L, "r a;w b 1");
    lane.lane.execute(request(Reason.LATE, block(5), at(5, 0), List.of(), 0, 0));
    assertThat(lane.executedIndexes()).containsExactly(0);
    assertThat(lane.lastRead("a")).as("of a block that is not committed any more").isNull();
    assertThat(lane.results()).hasSize(1);
    assertThat(lane.state.committedHeight()).isEqualTo(4);
  }

  @Test
  void anOldRequestIsNotExecuted() {
    lane.state.advance(9);
    lane.remoteHeight = 9;
    lane.lane.execute(request(Reason.LATE, block(5), at(5, 0), List.of(), 0, 0));
    assertThat(lane.executions).isEmpty();
    assertThat(lane.state.committedHeight()).isEqualTo(9);
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
}
