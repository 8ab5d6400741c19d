package io.stretto.coordinator;

import static io.stretto.coordinator.CoordinatorUnderTest.results;
import static io.stretto.coordinator.CoordinatorUnderTest.rival;
import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.Block;
import org.junit.jupiter.api.Test;

/** Proves what results teach. */
class LearningTest {

  private final CoordinatorUnderTest.Draft draft = new CoordinatorUnderTest.Draft();

  private CoordinatorUnderTest born() {
    return CoordinatorUnderTest.born(draft);
  }

  @Test
  void resultsTeachWhatBlocksCost() {
    draft.blockGas = 100;
    CoordinatorUnderTest ledger = born();
    ledger.arrive(2);
    ledger.act(new CoordinatorEvent.ResultsSeen(results(ledger.blocks.get(0), 10, true)));
    ledger.blocks.clear();
    ledger.arrive(20);
    ledger.tick(5);
    assertThat(ledger.blockSizes()).contains(10);
  }

  @Test
  void resultsOfOtherBlocksTeachNothing() {
    CoordinatorUnderTest ledger = born();
    ledger.arrive(1);
    Block own = ledger.blocks.get(0);
    ledger.act(new CoordinatorEvent.ResultsSeen(results(rival(own, 1), 10, true)));
    ledger.act(new CoordinatorEvent.ResultsSeen(results(rival(own, 9), 10, true)));
    assertThat(ledger.coordinator.predictor().report("token", "transfer")).isEmpty();
    ledger.act(new CoordinatorEvent.ResultsSeen(results(own, 10, true)));
    assertThat(ledger.coordinator.predictor().report("token", "transfer"))
        .hasValueSatisfying(report -> assertThat(report.expectedGas()).isEqualTo(10));
  }
}
