package io.stretto.worker.speculate;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.Position;
import io.stretto.protocol.ReexecutionRequest.FreshValue;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.Write;
import io.stretto.worker.speculate.VersionChain.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import org.junit.jupiter.api.Test;

/** Proves what the lanes of a process see of each other, and that memory stays bounded. */
class SpeculativeStateTest {

  private final SpeculativeState state = new SpeculativeState(10);

  private static StateKey key(int number) {
    return StateKey.storage("c", new byte[] {(byte) (number >> 8), (byte) number});
  }

  private static byte[] value(int number) {
    return new byte[] {(byte) (number >> 16), (byte) (number >> 8), (byte) number};
  }

  private static Position at(long height, int index) {
    return new Position(height, index);
  }

  private static Write write(int key, int value) {
    return new Write(key(key), value(value));
  }

  private void assertReads(int key, Position before, int expected) {
    assertThat(state.read(key(key), before).value()).isEqualTo(value(expected));
  }

  @Test
  void whatIsPublishedIsReadByLaterPositionsOnly() {
    state.publish(at(1, 0), List.of(write(1, 10)), List.of());
    assertThat(state.read(key(1), at(1, 0)).known()).isFalse();
    assertReads(1, at(1, 1), 10);
    assertThat(state.isSettled(at(1, 0))).isTrue();
    assertThat(state.isSettled(at(1, 1))).isFalse();
    assertThat(state.isSettled(at(2, 0))).isFalse();
  }

  @Test
  void aSecondExecutionTakesBackWhatItNoLongerWrites() {
    List<Write> first = List.of(write(1, 10), write(2, 20));
    state.publish(at(1, 0), first, List.of());
    state.publish(at(1, 0), List.of(write(1, 11)), first);
    assertReads(1, at(1, 1), 11);
    assertThat(state.read(key(2), at(1, 1)).known()).isFalse();
  }

  @Test
  void withdrawnWritesAreGone() {
    state.rebase(key(1), value(1), 0);
    state.publish(at(1, 0), List.of(write(1, 10)), List.of());
    state.withdraw(at(1, 0), List.of(write(1, 10)));
    assertReads(1, at(1, 1), 1);
  }

  @Test
  void committedWritesBecomeTheBase() {
    state.publish(at(1, 0), List.of(write(1, 10)), List.of());
    state.publish(at(2, 0), List.of(write(1, 20)), List.of());
    state.advance(1);
    assertThat(state.committedHeight()).isEqualTo(1);
    assertReads(1, at(2, 0), 10);
    assertReads(1, at(2, 1), 20);
    assertThat(state.isSettled(at(1, 77))).as("all of a committed block").isTrue();
    assertThat(state.isFresh(key(1), at(2, 0), 1)).isTrue();
    assertThat(state.isFresh(key(1), at(2, 0), 2)).isFalse();
  }

  @Test
  void theTipNeverGoesBack() {
    state.advance(5);
    state.advance(3);
    assertThat(state.committedHeight()).isEqualTo(5);
  }

  /** A request that was delivered again put values back that had changed since. */
  @Test
  void anOldRequestsValuesDoNotReplaceNewerOnes() {
    state.rebase(key(1), value(9), 7);
    state.advance(7);
    state.refresh(List.of(new FreshValue(key(1), value(5), at(5, 0))), at(5, 0));
    assertThat(state.read(key(1), at(8, 0)).value()).isEqualTo(value(9));
    state.refresh(List.of(new FreshValue(key(1), value(6), at(8, 0))), at(8, 0));
    assertThat(state.read(key(1), at(8, 1)).value()).isEqualTo(value(6));
  }

  @Test
  void whatIsWithdrawnFromAKeyThatIsNotKnownIsNotRemembered() {
    state.withdraw(at(7, 0), List.of(write(3, 30)));
    assertThat(state.size()).isZero();
  }

  @Test
  void theTipGoesBackWhereBlocksAreLostAndWithItWhatIsKnown() {
    state.rebase(key(1), value(1), 5);
    state.publish(at(7, 0), List.of(write(2, 20)), List.of());
    state.advance(5);
    state.retreat(6);
    assertThat(state.committedHeight()).as("nothing was lost").isEqualTo(5);
    assertThat(state.size()).isEqualTo(2);
    state.retreat(3);
    assertThat(state.committedHeight()).isEqualTo(3);
    assertThat(state.size()).isZero();
    assertThat(state.isSettled(at(7, 0))).isFalse();
    state.publish(at(4, 0), List.of(write(1, 10)), List.of());
    assertThat(state.read(key(1), at(4, 1)).value()).isEqualTo(value(10));
  }

  @Test
  void writesOfCommittedBlocksAreNotRecordedAnyMore() {
    state.advance(5);
    state.publish(at(5, 0), List.of(write(1, 10)), List.of());
    assertThat(state.read(key(1), at(6, 0)).known()).isFalse();
  }

  @Test
  void valuesSentWithARequestCountFromWhereTheySay() {
    state.rebase(key(1), value(1), 8);
    state.refresh(
        List.of(
            new FreshValue(key(1), value(2), at(3, 1)),
            new FreshValue(key(2), value(5), at(3, 4)),
            new FreshValue(key(3), null, at(3, 1))),
        at(3, 1));
    assertReads(1, at(3, 2), 2);
    assertThat(state.read(key(2), at(3, 3)).known()).as("its writer has not run").isFalse();
    assertReads(2, at(3, 4), 5);
    assertThat(state.read(key(3), at(3, 2))).isEqualTo(new Reading(true, null));
  }

  @Test
  void afterARebalanceCommittedValuesAreReadAnew() {
    state.rebase(key(1), value(1), 0);
    state.publish(at(1, 0), List.of(write(2, 10)), List.of());
    state.forgetCommitted();
    assertThat(state.read(key(1), at(1, 1)).known()).isFalse();
    assertReads(2, at(1, 1), 10);
  }

  @Test
  void keysInNoOpenBlockAreEvictedBeyondTheLimit() {
    for (int height = 1; height <= 200; height++) {
      for (int i = 0; i < 5; i++) {
        int key = height * 5 + i;
        state.publish(at(height, i), List.of(write(key, key)), List.of());
      }
      state.advance(height - 1);
      assertThat(state.size()).as("at height %d", height).isLessThanOrEqualTo(10 + 5);
    }
  }

  @Test
  void keysThatAreReadStayLongerThanThoseThatAreNot() {
    for (int key = 0; key < 20; key++) {
      state.rebase(key(key), value(key), 0);
    }
    state.publish(at(100, 0), List.of(write(100, 1)), List.of());
    for (int key = 0; key < 5; key++) {
      state.read(key(key), at(99, 0));
    }
    state.advance(99);
    assertThat(state.size()).isLessThanOrEqualTo(10);
    for (int key = 0; key < 5; key++) {
      assertReads(key, at(101, 0), key);
    }
  }

  @Test
  void versionsOfOpenBlocksAreNeverEvicted() {
    for (int key = 0; key < 50; key++) {
      state.publish(at(10, key), List.of(write(key, key)), List.of());
    }
    state.advance(9);
    for (int key = 0; key < 50; key++) {
      assertReads(key, at(10, 60), key);
    }
  }

  /** A tip far ahead is reached without counting through all the heights between. */
  @Test
  void aWorkerThatStartsLateCatchesUpAtOnce() {
    state.publish(at(Long.MAX_VALUE - 1, 0), List.of(write(1, 1)), List.of());
    state.advance(Long.MAX_VALUE - 2);
    assertReads(1, at(Long.MAX_VALUE - 1, 1), 1);
  }

  /** What is recorded beside an advance that passes it is folded by the next one. */
  @Test
  void whatAnAdvanceMissedTheNextOneFolds() throws Exception {
    for (int round = 1; round <= 300; round++) {
      SpeculativeState shared = new SpeculativeState(0);
      int first = round;
      try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
        Phaser start = new Phaser(2);
        Future<?> lane =
            threads.submit(
                () -> {
                  start.arriveAndAwaitAdvance();
                  for (int height = 1; height <= 20; height++) {
                    shared.publish(
                        at(height, 0), List.of(write(height + first, height)), List.of());
                  }
                });
        Future<?> tail =
            threads.submit(
                () -> {
                  start.arriveAndAwaitAdvance();
                  for (int height = 1; height <= 20; height++) {
                    shared.advance(height);
                  }
                });
        lane.get();
        tail.get();
      }
      shared.publish(at(30, 0), List.of(), List.of());
      shared.advance(30);
      assertThat(shared.size()).as("round %d: nothing is left behind", round).isZero();
    }
  }

  /**
   * Lanes write their own positions in parallel, phase by phase; every read must be the sequential
   * model's, for keys that only one lane writes, while the tip advances beside them.
   */
  @Test
  void threadsSeeWhatASequentialModelSees() throws Exception {
    int lanes = 4;
    int heights = 150;
    long seed = 42;
    SpeculativeState shared = new SpeculativeState(1_000);
    Phaser phases = new Phaser(lanes + 1);
    try (ExecutorService threads = Executors.newFixedThreadPool(lanes)) {
      List<Future<?>> done = new ArrayList<>();
      for (int lane = 0; lane < lanes; lane++) {
        int number = lane;
        done.add(threads.submit(() -> runLane(shared, phases, number, lanes, heights, seed)));
      }
      for (int height = 1; height <= heights; height++) {
        phases.arriveAndAwaitAdvance();
        shared.advance(height - 2);
        phases.arriveAndAwaitAdvance();
      }
      for (Future<?> lane : done) {
        lane.get();
      }
    }
  }

  private static void runLane(
      SpeculativeState shared, Phaser phases, int lane, int lanes, int heights, long seed) {
    Random random = new Random(seed + lane);
    TreeMap<StateKey, TreeMap<Position, byte[]>> model = new TreeMap<>();
    try {
      for (int height = 1; height <= heights; height++) {
        phases.arriveAndAwaitAdvance();
        for (int i = 0; i < 20; i++) {
          Position position = at(height, i * lanes + lane);
          StateKey own = key(random.nextInt(8) * lanes + lane);
          var versions = model.computeIfAbsent(own, key -> new TreeMap<>());
          var expected = versions.lowerEntry(position);
          Reading reading = shared.read(own, position);
          if (expected != null) {
            assertThat(reading.value())
                .as("seed %d, lane %d at %s", seed, lane, position)
                .isEqualTo(expected.getValue());
          } else {
            assertThat(reading.known()).isFalse();
          }
          byte[] written = value(random.nextInt(1 << 24));
          if (random.nextInt(4) == 0) {
            List<Write> attempt = List.of(new Write(own, value(0)));
            shared.publish(position, attempt, List.of());
            shared.withdraw(position, attempt);
          }
          shared.publish(position, List.of(new Write(own, written)), List.of());
          versions.put(position, written);
          // Keys of other lanes are read to contend for their chains; any value will do.
          shared.read(key(random.nextInt(8 * lanes)), position);
        }
        phases.arriveAndAwaitAdvance();
      }
    } finally {
      phases.arriveAndDeregister();
    }
  }
}
