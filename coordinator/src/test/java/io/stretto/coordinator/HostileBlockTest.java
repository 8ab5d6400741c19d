package io.stretto.coordinator;

import static io.stretto.coordinator.CoordinatorUnderTest.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.Block;
import io.stretto.protocol.ChainTip;
import io.stretto.protocol.Genesis;
import io.stretto.protocol.OrderPolicy;
import io.stretto.protocol.Task;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records in the blocks topic that no coordinator has made. */
class HostileBlockTest {

  private static final int LANES = 4;

  private final CoordinatorUnderTest.Draft draft = new CoordinatorUnderTest.Draft();

  private static Block block(ChainTip tip, int ledger, Genesis genesis, int[] offsets, int lane) {
    return new Block(
        ledger,
        tip.height() + 1,
        tip.digest(),
        tip.nextOffset(),
        tip.nextOffset() + 1,
        tip.nextOrdinal(),
        2_000,
        OrderPolicy.ARRIVAL,
        genesis,
        offsets,
        new int[] {lane});
  }

  @Test
  void aBlockOfAnotherLedgerNeitherDeposesNorIsTakenUp() {
    CoordinatorUnderTest ledger = CoordinatorUnderTest.born(draft);
    Block foreign = block(ledger.coordinator.tip(), 1, null, new int[] {0}, 0);
    ledger.act(new CoordinatorEvent.BlockSeen(foreign));
    ledger.act(new CoordinatorEvent.BlockRecovered(foreign, List.of(transfer(0))));
    assertThat(ledger.isDeposed()).isFalse();
    assertThat(ledger.coordinator.isNext(foreign)).isFalse();
    ledger.arrive(1);
    assertThat(ledger.blockSizes()).containsExactly(1);
  }

  @Test
  void aGenesisBlockWithTransactionsIsNotTakenUp() {
    CoordinatorUnderTest ledger = new CoordinatorUnderTest(draft, ChainTip.NONE, 0);
    Block loaded = block(ChainTip.NONE, 0, new Genesis(100, 1), new int[] {0}, 0);
    assertThat(
            ledger.coordinator.decide(
                new CoordinatorEvent.BlockRecovered(loaded, List.of(transfer(0))), 0))
        .isEmpty();
    ledger.tick(0);
    assertThat(ledger.blocks.get(0).transactionCount()).isZero();
  }

  @Test
  void aBlockThatNamesAnOffsetOutsideOfItsRunIsNotTakenUp() {
    CoordinatorUnderTest ledger = CoordinatorUnderTest.born(draft);
    Block outside = block(ledger.coordinator.tip(), 0, null, new int[] {1_000_000}, 0);
    assertThat(
            ledger.coordinator.decide(
                new CoordinatorEvent.BlockRecovered(outside, List.of(transfer(0))), 0))
        .isEmpty();
    ledger.act(new CoordinatorEvent.BlockSeen(outside));
    assertThat(ledger.isDeposed()).isFalse();
  }

  /** Lanes are no part of what makes a block: the first record of a digest is taken as it is. */
  @ParameterizedTest
  @ValueSource(ints = {-1, LANES, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void tasksGoToLanesThatThereAreWhateverTheBlockSays(int lane) {
    draft.lanes = LANES;
    CoordinatorUnderTest ledger = CoordinatorUnderTest.born(draft);
    Block odd = block(ledger.coordinator.tip(), 0, null, new int[] {0}, lane);
    ledger
        .coordinator
        .decide(new CoordinatorEvent.BlockRecovered(odd, List.of(transfer(0))), 0)
        .forEach(ledger.coordinator::replay);
    List<Task> tasks = ledger.coordinator.tasks(odd);
    assertThat(tasks).hasSize(1);
    assertThat(tasks.get(0).lane()).isBetween(0, LANES - 1);
    assertThat(tasks.get(0).entries()).hasSize(1);
  }
}
