package io.stretto.worker.speculate;

import static io.stretto.worker.speculate.LaneUnderTest.FIRST;
import static io.stretto.worker.speculate.LaneUnderTest.NONE;
import static io.stretto.worker.speculate.LaneUnderTest.SECOND;
import static io.stretto.worker.speculate.LaneUnderTest.at;
import static io.stretto.worker.speculate.LaneUnderTest.block;
import static io.stretto.worker.speculate.LaneUnderTest.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.worker.speculate.LaneUnderTest.Draft;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Proves which transactions wait for others, and for how long. */
class LaneWaitingTest {

  private final LaneUnderTest lane = new LaneUnderTest();

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
}
