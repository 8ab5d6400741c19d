package io.stretto.coordinator;

import static io.stretto.coordinator.CoordinatorUnderTest.results;
import static io.stretto.coordinator.CoordinatorUnderTest.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.Block;
import io.stretto.protocol.ChainTip;
import io.stretto.protocol.Position;
import io.stretto.protocol.Task;
import io.stretto.protocol.TaskEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Proves that a coordinator's state is a function of its decisions: deciding, however often, leaves
 * no trace.
 */
class ReplayTest {

  private static final int SEEDS = 100;
  private static final int STEPS = 60;

  /** Few keys are remembered, so that what is forgotten first must not depend on who looked. */
  @Test
  void aCoordinatorFedTheDecisionsDecidesLikeTheOneThatMadeThem() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      Pair pair = new Pair(seed);
      for (int step = 0; step < STEPS; step++) {
        pair.step();
      }
    }
  }

  /** A coordinator, and one that replays its decisions and nothing else. */
  private static final class Pair {

    private final String replay;
    private final Random random;
    private final CoordinatorUnderTest original;
    private final Coordinator copy;
    private final List<Block> uncommitted = new ArrayList<>();
    private long offset;

    Pair(long seed) {
      replay = "seed " + seed + "; replay with: mvn test -pl coordinator -am -Dtest=ReplayTest";
      random = new Random(seed);
      CoordinatorUnderTest.Draft draft = new CoordinatorUnderTest.Draft();
      draft.keyLimit = 8;
      draft.blockTransactions = 4;
      draft.inFlightBlocks = 3;
      original = new CoordinatorUnderTest(draft, ChainTip.NONE, 0);
      copy = new Coordinator(0, draft.settings(), ChainTip.NONE, 0);
    }

    void step() {
      CoordinatorEvent event = event();
      original.nowMillis += random.nextInt(4);
      long now = original.nowMillis;
      look(event, now);
      int made = original.decisions.size();
      int cut = original.blocks.size();
      original.act(event);
      original.decisions.subList(made, original.decisions.size()).forEach(copy::replay);
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

    private CoordinatorEvent event() {
      return switch (random.nextInt(4)) {
        case 0 -> arrivals();
        case 1 ->
            uncommitted.isEmpty()
                ? new CoordinatorEvent.ClockTicked()
                : new CoordinatorEvent.BlockCommitted(
                    CoordinatorUnderTest.commitOf(uncommitted.remove(0)));
        case 2 ->
            uncommitted.isEmpty()
                ? new CoordinatorEvent.ClockTicked()
                : new CoordinatorEvent.ResultsSeen(
                    results(uncommitted.get(0), 50, false, "k" + random.nextInt(12)));
        default -> new CoordinatorEvent.ClockTicked();
      };
    }

    private CoordinatorEvent arrivals() {
      Arrival[] arrivals = new Arrival[1 + random.nextInt(4)];
      for (int i = 0; i < arrivals.length; i++) {
        String[] keys = {"k" + random.nextInt(12), "k" + random.nextInt(12)};
        arrivals[i] = transfer(offset++, keys);
      }
      return new CoordinatorEvent.TransactionsArrived(List.of(arrivals), offset);
    }

    private void look(CoordinatorEvent event, long now) {
      for (int look = random.nextInt(3); look > 0; look--) {
        assertThat(original.coordinator.decide(event, now).toString())
            .as(replay)
            .isEqualTo(original.coordinator.decide(event, now).toString());
        original.coordinator.decide(now);
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
