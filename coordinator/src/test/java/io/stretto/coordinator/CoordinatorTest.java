package io.stretto.coordinator;

import static io.stretto.coordinator.CoordinatorUnderTest.arrival;
import static io.stretto.coordinator.CoordinatorUnderTest.malformed;
import static io.stretto.coordinator.CoordinatorUnderTest.rival;
import static io.stretto.coordinator.CoordinatorUnderTest.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.Block;
import io.stretto.protocol.ChainTip;
import io.stretto.protocol.Digest;
import io.stretto.protocol.Genesis;
import io.stretto.protocol.OrderPolicy;
import io.stretto.protocol.Task;
import io.stretto.protocol.TaskEntry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Proves when blocks are cut, and what lies in them. */
class CoordinatorTest {

  private final CoordinatorUnderTest.Draft draft = new CoordinatorUnderTest.Draft();

  private CoordinatorUnderTest born() {
    return CoordinatorUnderTest.born(draft);
  }

  /** A ledger with one block in flight, so that others are not cut at once. */
  private CoordinatorUnderTest busy() {
    CoordinatorUnderTest ledger = born();
    ledger.arrive(1);
    ledger.blocks.clear();
    return ledger;
  }

  private static List<Long> offsets(Block block) {
    List<Long> offsets = new ArrayList<>();
    for (int index = 0; index < block.transactionCount(); index++) {
      offsets.add(block.offset(index));
    }
    return offsets;
  }

  @Test
  void aLedgerIsBornWithItsParameters() {
    CoordinatorUnderTest ledger = new CoordinatorUnderTest(draft, ChainTip.NONE, 77);
    ledger.tick(0);
    Block genesis = ledger.blocks.get(0);
    assertThat(ledger.blocks).hasSize(1);
    assertThat(genesis.height()).isZero();
    assertThat(genesis.genesis()).contains(new Genesis(100, 1));
    assertThat(genesis.firstOffset()).isEqualTo(77);
    assertThat(genesis.transactionCount()).isZero();
    assertThat(ChainTip.NONE.isFollowedBy(genesis)).isTrue();
    ledger.tick(100);
    assertThat(ledger.blocks).as("once").hasSize(1);
  }

  @Test
  void withNothingInFlightNothingWaits() {
    CoordinatorUnderTest ledger = born();
    ledger.arrive(1);
    assertThat(ledger.blockSizes()).containsExactly(1);
  }

  @Test
  void withBlocksInFlightRecordsWaitForOthersForAWhile() {
    CoordinatorUnderTest ledger = busy();
    ledger.arrive(1);
    ledger.tick(3);
    ledger.arrive(1);
    assertThat(ledger.blocks).isEmpty();
    ledger.tick(2);
    assertThat(ledger.blockSizes()).as("the oldest has waited for 5 ms").containsExactly(2);
  }

  @Test
  void whenTheLastBlockInFlightIsCommittedNothingWaitsAnyMore() {
    CoordinatorUnderTest ledger = born();
    ledger.arrive(1);
    ledger.arrive(2);
    ledger.commit(ledger.blocks.get(0));
    assertThat(ledger.blockSizes()).containsExactly(1, 2);
  }

  @Test
  void blocksAreFullByCount() {
    draft.blockTransactions = 3;
    CoordinatorUnderTest ledger = busy();
    ledger.arrive(2);
    assertThat(ledger.blocks).isEmpty();
    ledger.arrive(6);
    assertThat(ledger.blockSizes()).containsExactly(3, 3);
    assertThat(ledger.coordinator.queued()).isEqualTo(2);
  }

  @Test
  void blocksAreFullByBytes() {
    draft.blockBytes = 100;
    CoordinatorUnderTest ledger = busy();
    ledger.arrive(
        arrival(1, 0, 60, List.of()), arrival(2, 0, 40, List.of()), arrival(3, 0, 41, List.of()));
    assertThat(ledger.blockSizes()).containsExactly(2);
    assertThat(ledger.coordinator.queuedBytes()).isEqualTo(41);
    ledger.arrive(arrival(4, 0, 500, List.of()), arrival(5, 0, 1, List.of()));
    assertThat(ledger.blockSizes())
        .as("one that alone is larger gets its own")
        .containsExactly(2, 1, 1);
  }

  @Test
  void blocksAreFullByExpectedGas() {
    draft.blockGas = 100_000;
    CoordinatorUnderTest ledger = busy();
    ledger.arrive(5);
    ledger.tick(5);
    assertThat(ledger.blockSizes()).as("50,000 each").containsExactly(2, 2, 1);

    draft.blockGas = 10;
    CoordinatorUnderTest tiny = busy();
    tiny.arrive(2);
    tiny.tick(5);
    assertThat(tiny.blockSizes()).as("each alone is dearer").containsExactly(1, 1);
  }

  @Test
  void blocksInFlightAreBounded() {
    draft.inFlightBlocks = 2;
    draft.blockTransactions = 1;
    CoordinatorUnderTest ledger = born();
    ledger.arrive(5);
    assertThat(ledger.blocks).hasSize(2);
    ledger.tick(1_000);
    assertThat(ledger.blocks).hasSize(2);
    ledger.commit(ledger.blocks.get(0));
    assertThat(ledger.blocks).as("a commit makes room").hasSize(3);
  }

  @Test
  void transactionsInFlightAreBounded() {
    draft.inFlightTransactions = 4;
    draft.blockTransactions = 3;
    CoordinatorUnderTest ledger = born();
    ledger.arrive(9);
    assertThat(ledger.blockSizes()).containsExactly(3, 3);
    assertThat(ledger.coordinator.inFlightTransactions()).isEqualTo(6);
    ledger.commit(ledger.blocks.get(0));
    assertThat(ledger.blockSizes()).containsExactly(3, 3, 3);
    assertThat(ledger.coordinator.inFlightTransactions()).isEqualTo(6);
  }

  @Test
  void blocksFollowEachOtherAndTimeNeverRunsBack() {
    draft.blockTransactions = 2;
    CoordinatorUnderTest ledger = new CoordinatorUnderTest(draft, ChainTip.NONE, 0);
    ledger.tick(0);
    ledger.nowMillis -= 500;
    ledger.arrive(6);
    ChainTip tip = ChainTip.NONE;
    for (Block block : ledger.blocks) {
      assertThat(tip.isFollowedBy(block)).as("%s after %s", block, tip).isTrue();
      assertThat(block.timeMillis()).isEqualTo(1_000);
      tip = ChainTip.after(block);
    }
    assertThat(ledger.blocks).hasSize(4);
    assertThat(ledger.coordinator.tip()).isEqualTo(tip);
  }

  @Test
  void gapsOfOffsetsBelongToABlock() {
    draft.blockTransactions = 2;
    CoordinatorUnderTest ledger = busy();
    ledger.act(
        new CoordinatorEvent.TransactionsArrived(
            List.of(transfer(3), transfer(5), transfer(9), transfer(10)), 15));
    assertThat(ledger.blocks).extracting(Block::firstOffset).containsExactly(1L, 9L);
    assertThat(ledger.blocks).extracting(Block::nextOffset).containsExactly(9L, 15L);
    assertThat(offsets(ledger.blocks.get(0))).containsExactly(3L, 5L);
    assertThat(offsets(ledger.blocks.get(1))).containsExactly(9L, 10L);
  }

  @Test
  void aGapThatIsSeenAfterwardsBelongsToTheNextBlock() {
    CoordinatorUnderTest ledger = born();
    ledger.arrive(1);
    ledger.act(new CoordinatorEvent.TransactionsArrived(List.of(), 4));
    ledger.tick(100);
    assertThat(ledger.blocks).as("nothing alone makes no block").hasSize(1);
    ledger.arrive(transfer(6));
    ledger.tick(5);
    assertThat(ledger.blocks.get(1).firstOffset()).isEqualTo(1);
    assertThat(ledger.blocks.get(1).nextOffset()).isEqualTo(7);
  }

  @Test
  void malformedRecordsKeepTheirPositions() {
    CoordinatorUnderTest ledger = born();
    ledger.arrive(malformed(0, new byte[] {1, 2}), transfer(1), malformed(2, null));
    Block block = ledger.blocks.get(0);
    assertThat(offsets(block)).containsExactly(0L, 1L, 2L);
    List<TaskEntry> entries =
        ledger.coordinator.tasks(block).stream().flatMap(task -> task.entries().stream()).toList();
    assertThat(entries).extracting(TaskEntry::index).containsExactlyInAnyOrder(0, 1, 2);
    for (TaskEntry entry : entries) {
      int expected = new int[] {2, 20, 0}[entry.index()];
      assertThat(entry.payload()).hasSize(expected);
    }
  }

  @Test
  void theOrderPolicyDecidesWithinABlock() {
    for (OrderPolicy policy : OrderPolicy.values()) {
      draft.orderPolicy = policy;
      CoordinatorUnderTest ledger = born();
      Digest parent = ledger.coordinator.tip().digest();
      List<OrderPolicy.Member> members = new ArrayList<>();
      Arrival[] arrivals = new Arrival[6];
      for (int offset = 0; offset < 6; offset++) {
        int priority = offset * 7 % 4;
        members.add(new OrderPolicy.Member(offset, priority));
        arrivals[offset] = arrival(offset, priority, 1, List.of());
      }
      ledger.arrive(arrivals);
      Block block = ledger.blocks.get(0);
      assertThat(block.orderPolicy()).isEqualTo(policy);
      assertThat(offsets(block))
          .isEqualTo(
              policy.order(members, parent).stream().map(OrderPolicy.Member::offset).toList());
    }
  }

  @Test
  void tasksAreTheBlockByLanes() {
    CoordinatorUnderTest ledger = born();
    Arrival[] arrivals = new Arrival[20];
    for (int offset = 0; offset < arrivals.length; offset++) {
      arrivals[offset] = transfer(offset, "a" + offset, "b" + offset);
    }
    ledger.arrive(arrivals);
    Block block = ledger.blocks.get(0);
    List<Task> tasks = ledger.coordinator.tasks(block);
    assertThat(tasks).extracting(Task::lane).isSorted().doesNotHaveDuplicates().hasSize(4);
    int entries = 0;
    for (Task task : tasks) {
      assertThat(task.block()).isEqualTo(block.context());
      assertThat(task.entries()).extracting(TaskEntry::index).isSorted();
      for (TaskEntry entry : task.entries()) {
        assertThat(block.lane(entry.index())).isEqualTo(task.lane());
        assertThat(block.offset(entry.index())).isEqualTo(entry.offset());
        entries++;
      }
    }
    assertThat(entries).isEqualTo(20);
    assertThat(ledger.coordinator.tasks(rival(block, 9))).isEmpty();
  }

  @Test
  void tasksNameEachKeyOnceAndSayHowItIsTouched() {
    CoordinatorUnderTest ledger = born();
    ledger.arrive(transfer(0, "a", "b"), transfer(1, "b"));
    Task task = ledger.coordinator.tasks(ledger.blocks.get(0)).get(0);
    assertThat(task.keys()).hasSize(3).doesNotHaveDuplicates();
    TaskEntry second = task.entries().get(1);
    assertThat(second.writes()).hasSize(1);
    assertThat(task.keys().get(second.writes()[0]).key()).isEqualTo(CoordinatorUnderTest.key("b"));
    assertThat(second.reads()).as("the contract's record").hasSize(1);
  }
}
