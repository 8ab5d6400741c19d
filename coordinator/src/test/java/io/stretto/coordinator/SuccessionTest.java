package io.stretto.coordinator;

import static io.stretto.coordinator.CoordinatorUnderTest.genesisOf;
import static io.stretto.coordinator.CoordinatorUnderTest.rival;
import static io.stretto.coordinator.CoordinatorUnderTest.transfer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.stretto.protocol.Block;
import io.stretto.protocol.ChainTip;
import io.stretto.protocol.OrderPolicy;
import io.stretto.protocol.Task;
import io.stretto.protocol.TaskEntry;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Proves when a coordinator gives up, and how the next one goes on. */
class SuccessionTest {

  private final CoordinatorUnderTest.Draft draft = new CoordinatorUnderTest.Draft();

  private CoordinatorUnderTest born() {
    return CoordinatorUnderTest.born(draft);
  }

  @Test
  void itsOwnBlocksComingBackAreNoNews() {
    CoordinatorUnderTest ledger = new CoordinatorUnderTest(draft, ChainTip.NONE, 0);
    ledger.tick(0);
    ledger.arrive(1);
    ledger.tick(5);
    for (Block block : List.copyOf(ledger.blocks)) {
      ledger.act(new CoordinatorEvent.BlockSeen(block));
      ledger.act(new CoordinatorEvent.BlockSeen(block));
    }
    assertThat(ledger.isDeposed()).isFalse();
    assertThat(ledger.decisions)
        .filteredOn(CoordinatorRecord.BlockConfirmed.class::isInstance)
        .hasSize(2);
  }

  @Test
  void aForeignBlockThatCameFirstDeposes() {
    CoordinatorUnderTest ledger = born();
    ledger.act(new CoordinatorEvent.BlockSeen(genesisOf(ledger)));
    ledger.arrive(1);
    Block own = ledger.blocks.get(0);
    Block foreign = rival(own, 1);
    ledger.act(new CoordinatorEvent.BlockSeen(foreign));
    assertThat(ledger.decisions.get(ledger.decisions.size() - 1))
        .isEqualTo(new CoordinatorRecord.Deposed(1, foreign.digest()));
    ledger.arrive(5);
    ledger.tick(100);
    assertThat(ledger.blocks).as("a deposed one does nothing").hasSize(1);
  }

  @Test
  void aForeignBlockThatCameSecondIsIgnored() {
    CoordinatorUnderTest ledger = born();
    ledger.act(new CoordinatorEvent.BlockSeen(genesisOf(ledger)));
    ledger.arrive(1);
    Block own = ledger.blocks.get(0);
    ledger.act(new CoordinatorEvent.BlockSeen(own));
    ledger.act(new CoordinatorEvent.BlockSeen(rival(own, 1)));
    assertThat(ledger.isDeposed()).isFalse();
  }

  @Test
  void aBlockBeyondItsOwnDeposes() {
    CoordinatorUnderTest ledger = born();
    ledger.act(new CoordinatorEvent.BlockSeen(genesisOf(ledger)));
    Block foreign =
        new Block(
            0,
            1,
            genesisOf(ledger).digest(),
            0,
            1,
            0,
            2_000,
            OrderPolicy.ARRIVAL,
            null,
            new int[] {0},
            new int[] {0});
    ledger.act(new CoordinatorEvent.BlockSeen(foreign));
    assertThat(ledger.isDeposed()).isTrue();
  }

  @Test
  void aForeignCommitDeposes() {
    CoordinatorUnderTest ledger = born();
    ledger.arrive(1);
    ledger.commit(rival(ledger.blocks.get(0), 1));
    assertThat(ledger.isDeposed()).isTrue();
  }

  @Test
  void aCommitOfWhatItNeverCutDeposes() {
    CoordinatorUnderTest ledger = born();
    ledger.arrive(1);
    ledger.commit(rival(ledger.blocks.get(0), 5));
    assertThat(ledger.isDeposed()).isTrue();
  }

  @Test
  void repeatedCommitsAreIgnored() {
    CoordinatorUnderTest ledger = born();
    ledger.arrive(1);
    ledger.commit(ledger.blocks.get(0));
    int decisions = ledger.decisions.size();
    ledger.commit(ledger.blocks.get(0));
    assertThat(ledger.decisions).hasSize(decisions);
  }

  @Test
  void theNextCoordinatorPublishesTheSameTasks() {
    CoordinatorUnderTest first = born();
    ChainTip committed = first.coordinator.tip();
    Arrival[] arrivals = new Arrival[12];
    Arrays.setAll(arrivals, offset -> transfer(offset, "k" + offset % 5));
    first.arrive(arrivals);
    Block block = first.blocks.get(0);

    CoordinatorUnderTest second = new CoordinatorUnderTest(draft, committed, 0);
    var recovered = new CoordinatorEvent.BlockRecovered(block, List.of(arrivals));
    List<CoordinatorRecord> decisions = second.coordinator.decide(recovered, 5);
    assertThat(decisions).singleElement().isInstanceOf(CoordinatorRecord.BlockResumed.class);
    decisions.forEach(second.coordinator::replay);
    assertThat(second.coordinator.tip()).isEqualTo(ChainTip.after(block));
    assertThat(second.coordinator.inFlightTransactions()).isEqualTo(12);
    List<Task> before = first.coordinator.tasks(block);
    List<Task> after = second.coordinator.tasks(block);
    assertThat(after).extracting(Task::lane).isEqualTo(before.stream().map(Task::lane).toList());
    for (int i = 0; i < before.size(); i++) {
      assertThat(after.get(i).entries())
          .extracting(TaskEntry::offset)
          .isEqualTo(before.get(i).entries().stream().map(TaskEntry::offset).toList());
    }
    second.commit(block);
    assertThat(second.isDeposed()).isFalse();
    assertThat(second.coordinator.inFlightTransactions()).isZero();
  }

  @Test
  void whatDoesNotFollowIsNotRecovered() {
    CoordinatorUnderTest first = born();
    ChainTip committed = first.coordinator.tip();
    first.arrive(1);
    Coordinator second = new Coordinator(0, draft.settings(), committed, 0);
    Block stranger = rival(first.blocks.get(0), 3);
    var event = new CoordinatorEvent.BlockRecovered(stranger, List.of(transfer(0)));
    assertThat(second.decide(event, 0)).isEmpty();
  }

  @Test
  void aBlockWhoseRecordsAreGoneCannotBeRecovered() {
    CoordinatorUnderTest first = born();
    ChainTip committed = first.coordinator.tip();
    first.arrive(1);
    Coordinator second = new Coordinator(0, draft.settings(), committed, 0);
    var event = new CoordinatorEvent.BlockRecovered(first.blocks.get(0), List.of());
    assertThatIllegalStateException()
        .isThrownBy(() -> second.decide(event, 0))
        .withMessageContaining("names offset 0, which the log does not have");
  }
}
