package io.stretto.coordinator;

import static io.stretto.coordinator.CoordinatorUnderTest.arrival;
import static io.stretto.coordinator.CoordinatorUnderTest.malformed;
import static io.stretto.coordinator.CoordinatorUnderTest.results;
import static io.stretto.coordinator.CoordinatorUnderTest.transfer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.stretto.protocol.Block;
import io.stretto.protocol.ChainTip;
import io.stretto.protocol.Digest;
import io.stretto.protocol.Genesis;
import io.stretto.protocol.OrderPolicy;
import io.stretto.protocol.Position;
import io.stretto.protocol.Task;
import io.stretto.protocol.TaskEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Proves when blocks are cut, what lies in them, and when a coordinator gives up. */
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
    assertThat(ledger.coordinator.tasks(CoordinatorTest.rival(block, 9))).isEmpty();
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

  // Other coordinators.

  private static Block rival(Block block, long height) {
    return new Block(
        0,
        height,
        block.parent(),
        block.firstOffset(),
        block.nextOffset(),
        block.firstOrdinal(),
        block.timeMillis() + 1,
        block.orderPolicy(),
        null,
        block.relativeOffsets(),
        block.lanes());
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

  private static Block genesisOf(CoordinatorUnderTest ledger) {
    return ((CoordinatorRecord.BlockCut) ledger.decisions.get(0)).block();
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

  // Recovery.

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

  // Learning.

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

  // Purity.

  /**
   * The state is a function of the decisions: deciding, however often, leaves no trace. Few keys
   * are remembered, so that what is forgotten first must not depend on who looked.
   */
  @Test
  void aCoordinatorFedTheDecisionsDecidesLikeTheOneThatMadeThem() {
    draft.keyLimit = 8;
    draft.blockTransactions = 4;
    draft.inFlightBlocks = 3;
    for (long seed = 1; seed <= 100; seed++) {
      String replay =
          "seed " + seed + "; replay with: mvn test -pl coordinator -am -Dtest=CoordinatorTest";
      Random random = new Random(seed);
      CoordinatorUnderTest original = new CoordinatorUnderTest(draft, ChainTip.NONE, 0);
      Coordinator copy = new Coordinator(0, draft.settings(), ChainTip.NONE, 0);
      List<Block> uncommitted = new ArrayList<>();
      long offset = 0;
      for (int step = 0; step < 60; step++) {
        CoordinatorEvent event;
        switch (random.nextInt(4)) {
          case 0 -> {
            Arrival[] arrivals = new Arrival[1 + random.nextInt(4)];
            for (int i = 0; i < arrivals.length; i++) {
              String[] keys = {"k" + random.nextInt(12), "k" + random.nextInt(12)};
              arrivals[i] = transfer(offset++, keys);
            }
            event = new CoordinatorEvent.TransactionsArrived(List.of(arrivals), offset);
          }
          case 1 ->
              event =
                  uncommitted.isEmpty()
                      ? new CoordinatorEvent.ClockTicked()
                      : new CoordinatorEvent.BlockCommitted(
                          CoordinatorUnderTest.commitOf(uncommitted.remove(0)));
          case 2 ->
              event =
                  uncommitted.isEmpty()
                      ? new CoordinatorEvent.ClockTicked()
                      : new CoordinatorEvent.ResultsSeen(
                          results(uncommitted.get(0), 50, false, "k" + random.nextInt(12)));
          default -> event = new CoordinatorEvent.ClockTicked();
        }
        original.nowMillis += random.nextInt(4);
        long now = original.nowMillis;
        for (int look = random.nextInt(3); look > 0; look--) {
          assertThat(original.coordinator.decide(event, now).toString())
              .as(replay)
              .isEqualTo(original.coordinator.decide(event, now).toString());
          original.coordinator.decide(now);
        }
        int made = original.decisions.size();
        int cut = original.blocks.size();
        original.act(event);
        List<CoordinatorRecord> decisions =
            original.decisions.subList(made, original.decisions.size());
        decisions.forEach(copy::replay);
        for (Block block : original.blocks.subList(cut, original.blocks.size())) {
          uncommitted.add(block);
          assertThat(describe(copy.tasks(block)))
              .as(replay)
              .isEqualTo(describe(original.coordinator.tasks(block)));
        }
        assertThat(lanes(copy.decide(now + 50)))
            .as(replay)
            .isEqualTo(lanes(original.coordinator.decide(now + 50)));
      }
    }
  }

  /** Digests leave out lanes, so these are told beside them. */
  private static List<String> lanes(List<CoordinatorRecord> decisions) {
    return decisions.stream()
        .map(CoordinatorRecord.BlockCut.class::cast)
        .map(cut -> cut.block() + Arrays.toString(cut.block().lanes()))
        .toList();
  }

  private static List<String> describe(List<Task> tasks) {
    return tasks.stream()
        .map(
            task -> {
              List<List<Position>> dependencies =
                  task.entries().stream().map(TaskEntry::dependsOn).toList();
              return task.lane() + " " + task.keys() + " " + dependencies;
            })
        .toList();
  }
}
