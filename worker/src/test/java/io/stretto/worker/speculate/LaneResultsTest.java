package io.stretto.worker.speculate;

import static io.stretto.worker.speculate.LaneUnderTest.FIRST;
import static io.stretto.worker.speculate.LaneUnderTest.NONE;
import static io.stretto.worker.speculate.LaneUnderTest.SECOND;
import static io.stretto.worker.speculate.LaneUnderTest.at;
import static io.stretto.worker.speculate.LaneUnderTest.block;
import static io.stretto.worker.speculate.LaneUnderTest.fresh;
import static io.stretto.worker.speculate.LaneUnderTest.request;
import static io.stretto.worker.speculate.LaneUnderTest.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.ReexecutionRequest.Reason;
import io.stretto.protocol.Result;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Proves which results are published together, and what they say of predictions. */
class LaneResultsTest {

  private final LaneUnderTest lane = new LaneUnderTest();

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
}
