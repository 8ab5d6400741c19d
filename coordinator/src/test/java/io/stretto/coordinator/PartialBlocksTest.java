package io.stretto.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Proves when a block that is not full is cut: at once, after a while, or once others are done. */
class PartialBlocksTest {

  private final CoordinatorUnderTest.Draft draft = new CoordinatorUnderTest.Draft();

  private CoordinatorUnderTest ledger() {
    draft.blockTransactions = 10;
    draft.inFlightPartialBlocks = 2;
    return CoordinatorUnderTest.born(draft);
  }

  @Test
  void theFirstIsCutAtOnce() {
    CoordinatorUnderTest ledger = ledger();
    ledger.arrive(1);
    assertThat(ledger.blockSizes()).containsExactly(1);
  }

  @Test
  void theSecondWaitsForOthersToJoin() {
    CoordinatorUnderTest ledger = ledger();
    ledger.arrive(1);
    ledger.arrive(1);
    ledger.tick(draft.blockDelayMillis - 1);
    ledger.arrive(1);
    assertThat(ledger.blockSizes()).containsExactly(1);
    ledger.tick(1);
    assertThat(ledger.blockSizes()).containsExactly(1, 2);
  }

  @Test
  void aThirdIsCutOnlyWhenOneIsCommitted() {
    CoordinatorUnderTest ledger = ledger();
    ledger.arrive(1);
    ledger.arrive(1);
    ledger.tick(draft.blockDelayMillis);
    ledger.arrive(3);
    ledger.tick(100 * draft.blockDelayMillis);
    assertThat(ledger.blockSizes()).containsExactly(1, 1);
    ledger.commit(ledger.blocks.get(0));
    assertThat(ledger.blockSizes()).containsExactly(1, 1, 3);
  }

  @Test
  void fullOnesDoNotWait() {
    CoordinatorUnderTest ledger = ledger();
    ledger.arrive(35);
    assertThat(ledger.blockSizes()).containsExactly(10, 10, 10);
    assertThat(ledger.coordinator.queued()).isEqualTo(5);
  }
}
