package io.stretto.worker.speculate;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.Position;
import io.stretto.protocol.TaskKey;
import io.stretto.worker.speculate.VersionChain.Reading;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** Proves what a read of one key finds: the newest that is earlier than the reader. */
class VersionChainTest {

  private final VersionChain chain = new VersionChain();

  private static Position at(long height, int index) {
    return new Position(height, index);
  }

  private static byte[] value(int number) {
    return new byte[] {(byte) number};
  }

  private void assertReads(Position before, Integer expected) {
    Reading reading = chain.read(before);
    assertThat(reading.known()).isTrue();
    assertThat(reading.value()).isEqualTo(expected == null ? null : value(expected));
  }

  @Test
  void nothingIsKnownAtFirst() {
    assertThat(chain.read(at(5, 0)).known()).isFalse();
    assertThat(chain.isFresh(at(5, 0), -1)).isFalse();
  }

  @Test
  void readsNeverSeeTheirOwnPositionOrALaterOne() {
    chain.rebase(value(0), at(1, 0));
    chain.put(at(2, 1), value(1));
    chain.put(at(3, 0), value(2));
    assertReads(at(2, 0), 0);
    assertReads(at(2, 1), 0);
    assertReads(at(2, 2), 1);
    assertReads(at(3, 0), 1);
    assertReads(at(3, 1), 2);
  }

  @Test
  void versionsMayComeInAnyOrder() {
    chain.put(at(3, 0), value(3));
    chain.put(at(1, 0), value(1));
    chain.put(at(2, 0), value(2));
    assertThat(chain.read(at(1, 0)).known()).isFalse();
    assertReads(at(1, 1), 1);
    assertReads(at(3, 0), 2);
    assertReads(at(9, 0), 3);
  }

  @Test
  void aLaterExecutionReplacesWhatTheFirstWrote() {
    chain.put(at(1, 0), value(1));
    chain.put(at(2, 0), value(2));
    chain.put(at(1, 0), value(9));
    assertReads(at(2, 0), 9);
    chain.remove(at(1, 0));
    assertThat(chain.read(at(2, 0)).known()).isFalse();
    assertReads(at(3, 0), 2);
  }

  @Test
  void deletionsAreKnownToo() {
    chain.rebase(value(1), at(1, 0));
    chain.put(at(1, 0), null);
    assertReads(at(1, 1), null);
    VersionChain absent = new VersionChain();
    absent.rebase(null, at(1, 0));
    assertThat(absent.read(at(1, 0))).isEqualTo(new Reading(true, null));
  }

  @Test
  void anOlderBaseDoesNotReplaceANewerOneButDropsWhatItCovers() {
    chain.rebase(value(5), at(5, 0));
    chain.rebase(value(3), at(3, 0));
    assertReads(at(9, 0), 5);
    chain.put(at(6, 0), value(6));
    chain.put(at(8, 0), value(8));
    chain.rebase(value(7), at(7, 0));
    assertReads(at(8, 0), 7);
    assertReads(at(9, 0), 8);
  }

  @Test
  void aCorrectionReplacesEvenANewerBase() {
    chain.rebase(value(5), at(5, 0));
    chain.put(at(3, 0), value(3));
    chain.put(at(4, 2), value(4));
    chain.correct(value(9), at(4, 0));
    assertReads(at(4, 1), 9);
    assertReads(at(4, 3), 4);
  }

  @Test
  void foldingMakesTheNewestCommittedVersionTheBase() {
    chain.put(at(1, 0), value(1));
    chain.put(at(2, 0), value(2));
    chain.put(at(2, 5), value(3));
    chain.put(at(3, 0), value(4));
    chain.fold(2);
    assertReads(at(3, 0), 3);
    assertReads(at(3, 1), 4);
    assertThat(chain.isFresh(at(3, 0), 2)).as("current as of its own block").isTrue();
    assertThat(chain.isFresh(at(3, 0), 3)).isFalse();
  }

  @Test
  void foldingKeepsABaseThatIsNewer() {
    chain.rebase(value(9), at(5, 0));
    chain.put(at(3, 0), value(3));
    chain.fold(3);
    assertReads(at(6, 0), 9);
  }

  @Test
  void freshnessFollowsTheBlockInWhichAnotherLaneWrote() {
    chain.rebase(value(1), at(5, 0));
    assertThat(chain.isFresh(at(9, 0), 4)).as("current after block 4").isTrue();
    assertThat(chain.isFresh(at(9, 0), 5)).as("block 5 may have changed it").isFalse();
    chain.put(at(7, 3), value(2));
    assertThat(chain.isFresh(at(9, 0), 7)).isTrue();
    assertThat(chain.isFresh(at(9, 0), 8)).isFalse();
    assertThat(chain.isFresh(at(7, 3), 5)).as("before its own write").isFalse();
    assertThat(chain.isFresh(at(9, 0), TaskKey.UNKNOWN)).isFalse();
  }

  @Test
  void forgettingTheBaseKeepsTheVersions() {
    chain.rebase(value(1), at(1, 0));
    chain.put(at(2, 0), value(2));
    chain.forgetBase();
    assertThat(chain.read(at(2, 0)).known()).isFalse();
    assertReads(at(3, 0), 2);
  }

  @Test
  void whatHoldsVersionsIsNeverIdle() {
    chain.put(at(2, 0), value(2));
    assertThat(chain.isIdleSince(100)).isFalse();
    chain.fold(2);
    assertThat(chain.isIdleSince(100)).isTrue();
    chain.read(at(50, 0));
    assertThat(chain.isIdleSince(50)).isFalse();
    assertThat(chain.isIdleSince(51)).isTrue();
  }

  @Test
  void randomWritesEqualASortedMap() {
    for (long seed = 1; seed <= 300; seed++) {
      RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      VersionChain actual = new VersionChain();
      TreeMap<Position, byte[]> model = new TreeMap<>();
      for (int i = 0; i < 60; i++) {
        Position position = at(random.nextInt(6), random.nextInt(6));
        switch (random.nextInt(4)) {
          case 0 -> {
            actual.remove(position);
            model.remove(position);
          }
          case 1 -> {
            var expected = model.lowerEntry(position);
            Reading reading = actual.read(position);
            assertThat(reading.known()).as("seed %d", seed).isEqualTo(expected != null);
            if (expected != null) {
              assertThat(reading.value()).as("seed %d", seed).isSameAs(expected.getValue());
            }
          }
          default -> {
            byte[] value = random.nextInt(5) == 0 ? null : value(i);
            actual.put(position, value);
            model.put(position, value);
          }
        }
      }
    }
  }
}
