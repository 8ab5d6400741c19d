package io.stretto.worker.speculate;

import static io.stretto.worker.speculate.LaneUnderTest.FIRST;
import static io.stretto.worker.speculate.LaneUnderTest.NONE;
import static io.stretto.worker.speculate.LaneUnderTest.SECOND;
import static io.stretto.worker.speculate.LaneUnderTest.at;
import static io.stretto.worker.speculate.LaneUnderTest.block;
import static io.stretto.worker.speculate.LaneUnderTest.request;
import static io.stretto.worker.speculate.LaneUnderTest.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.ReexecutionRequest.Reason;
import io.stretto.protocol.TaskKey;
import io.stretto.worker.speculate.LaneUnderTest.Draft;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Proves in which order a lane executes its tasks, what it reads, and what it leaves out. */
class LaneTest {

  private final LaneUnderTest lane = new LaneUnderTest();

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
    lane.remoteHeight = 3;
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

  @Test
  void anEmptyTaskDoesNothing() {
    lane.execute(task(1).key("a", -1));
    assertThat(lane.remoteReads).isEmpty();
    assertThat(lane.batches).isEmpty();
  }
}
