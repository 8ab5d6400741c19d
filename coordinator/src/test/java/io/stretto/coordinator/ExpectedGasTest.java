package io.stretto.coordinator;

import static io.stretto.coordinator.CoordinatorUnderTest.call;
import static io.stretto.coordinator.CoordinatorUnderTest.results;
import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.Block;
import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Result;
import io.stretto.protocol.ResultBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Blocks and lanes go by what calls have used and never by what they may use. */
class ExpectedGasTest {

  private static final long HUGE_LIMIT = 1_000_000_000_000L;

  private final CoordinatorUnderTest.Draft draft = new CoordinatorUnderTest.Draft();

  private CoordinatorUnderTest born() {
    draft.blockGas = 1_000_000;
    return CoordinatorUnderTest.born(draft);
  }

  private static void arrive(CoordinatorUnderTest ledger, String function, long limit, int count) {
    long first = ledger.nextOffset();
    ledger.arrive(
        IntStream.range(0, count)
            .mapToObj(i -> call(first + i, function, limit))
            .toArray(Arrival[]::new));
    ledger.tick(5);
  }

  /** Has one call of a function executed and committed. */
  private static void execute(CoordinatorUnderTest ledger, String function, long gas) {
    arrive(ledger, function, HUGE_LIMIT, 1);
    finish(ledger, gas);
  }

  private static void finish(CoordinatorUnderTest ledger, long gas) {
    for (Block block : List.copyOf(ledger.blocks)) {
      ledger.act(new CoordinatorEvent.ResultsSeen(results(block, gas, true)));
      ledger.commit(block);
    }
    ledger.blocks.clear();
  }

  private static long expected(CoordinatorUnderTest ledger, String function) {
    return ledger.coordinator.predictor().report("token", function).orElseThrow().expectedGas();
  }

  @Test
  void functionsThatWereNeverSeenCountTheFirstGuessWhateverTheirLimit() {
    CoordinatorUnderTest ledger = born();
    arrive(ledger, "blocker", HUGE_LIMIT, 1);
    ledger.blocks.clear();
    arrive(ledger, "unseen", HUGE_LIMIT, 40);
    assertThat(ledger.blockSizes()).as("a million holds 20 of 50,000").containsExactly(20, 20);
  }

  @Test
  void aHugeLimitOfACheapFunctionCutsNoBlockSmall() {
    CoordinatorUnderTest ledger = born();
    execute(ledger, "cheap", 10_000);
    arrive(ledger, "blocker", 20_000, 1);
    ledger.blocks.clear();
    arrive(ledger, "cheap", HUGE_LIMIT, 100);
    assertThat(ledger.blockSizes()).containsExactly(100);
  }

  @Test
  void aDearFunctionIsKnownAfterAFewCommits() {
    CoordinatorUnderTest ledger = born();
    execute(ledger, "dear", 400_000);
    execute(ledger, "dear", 500_000);
    arrive(ledger, "blocker", 20_000, 1);
    ledger.blocks.clear();
    arrive(ledger, "dear", HUGE_LIMIT, 6);
    assertThat(ledger.blockSizes()).containsExactly(2, 2, 2);
    assertThat(expected(ledger, "dear")).isEqualTo(450_000);
  }

  @Test
  void aFunctionThatBecomesDearIsKnownAfterAFewCommits() {
    CoordinatorUnderTest ledger = born();
    for (int i = 0; i < 30; i++) {
      execute(ledger, "f", 5_000);
    }
    int commits = 0;
    while (expected(ledger, "f") < 250_000) {
      execute(ledger, "f", 500_000);
      commits++;
    }
    assertThat(commits).isLessThanOrEqualTo(15);
  }

  @Test
  void eachFunctionIsLearnedByItself() {
    CoordinatorUnderTest ledger = born();
    execute(ledger, "dear", 900_000);
    execute(ledger, "cheap", 1_000);
    assertThat(expected(ledger, "dear")).isEqualTo(900_000);
    assertThat(expected(ledger, "cheap")).isEqualTo(1_000);
  }

  /** A trap is charged the whole limit: it would have had every block hold one call of it. */
  @Test
  void trapsWithHugeLimitsCutNoBlockSmall() {
    CoordinatorUnderTest ledger = born();
    execute(ledger, "f", 10_000);
    for (int i = 0; i < 50; i++) {
      arrive(ledger, "f", HUGE_LIMIT, 1);
      Block block = ledger.blocks.getFirst();
      ExecutionResult trap =
          ExecutionResult.failed(ErrorCode.TRAP, "WebAssembly trap", HUGE_LIMIT, List.of());
      List<Result> results = new ArrayList<>();
      results.add(new Result(0, 0, "t", true, trap));
      ledger.act(
          new CoordinatorEvent.ResultsSeen(
              new ResultBatch(0, block.height(), block.digest(), 0, results)));
      ledger.commit(block);
      ledger.blocks.clear();
    }
    arrive(ledger, "blocker", 20_000, 1);
    ledger.blocks.clear();
    arrive(ledger, "f", HUGE_LIMIT, 100);
    assertThat(ledger.blockSizes()).containsExactly(100);
  }

  @Test
  void lanesShareTheExpectedGasAndNotTheLimits() {
    draft.lanes = 2;
    draft.laneGas = 1_000;
    CoordinatorUnderTest ledger = born();
    execute(ledger, "dear", 90_000);
    execute(ledger, "cheap", 9_000);
    long first = ledger.nextOffset();
    List<Arrival> arrivals = new ArrayList<>();
    arrivals.add(call(first, "dear", 100_000));
    for (int i = 1; i <= 10; i++) {
      arrivals.add(call(first + i, "cheap", HUGE_LIMIT));
    }
    ledger.arrive(arrivals.toArray(Arrival[]::new));
    ledger.tick(5);
    Block block = ledger.blocks.getFirst();
    assertThat(block.transactionCount()).isEqualTo(11);
    long withTheDearOne =
        IntStream.range(1, 11).filter(index -> block.lane(index) == block.lane(0)).count();
    assertThat(withTheDearOne).as("the other lane has the cheap ones").isLessThanOrEqualTo(1);
  }

  @Test
  void theLimitIsACapAndNothingElse() {
    CoordinatorUnderTest ledger = born();
    execute(ledger, "f", 500_000);
    arrive(ledger, "blocker", 20_000, 1);
    ledger.blocks.clear();
    arrive(ledger, "f", 100_000, 10);
    assertThat(ledger.blockSizes()).as("none can use more than 100,000").containsExactly(10);
  }

  @Test
  void theSameResultsTeachTheSame() {
    List<Long> once = new ArrayList<>();
    List<Long> again = new ArrayList<>();
    for (List<Long> run : List.of(once, again)) {
      CoordinatorUnderTest ledger = born();
      for (int i = 0; i < 40; i++) {
        execute(ledger, "f", 1_000L + 7_919L * i * i % 100_000);
        run.add(expected(ledger, "f"));
      }
    }
    assertThat(again).isEqualTo(once).doesNotHaveDuplicates();
  }
}
