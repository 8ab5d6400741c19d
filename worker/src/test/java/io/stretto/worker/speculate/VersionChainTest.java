package io.stretto.worker.speculate;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.Int128;
import io.stretto.protocol.Position;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.TaskKey;
import io.stretto.protocol.Write;
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
    chain.put(at(2, 1), write(value(1)));
    chain.put(at(3, 0), write(value(2)));
    assertReads(at(2, 0), 0);
    assertReads(at(2, 1), 0);
    assertReads(at(2, 2), 1);
    assertReads(at(3, 0), 1);
    assertReads(at(3, 1), 2);
  }

  @Test
  void versionsMayComeInAnyOrder() {
    chain.put(at(3, 0), write(value(3)));
    chain.put(at(1, 0), write(value(1)));
    chain.put(at(2, 0), write(value(2)));
    assertThat(chain.read(at(1, 0)).known()).isFalse();
    assertReads(at(1, 1), 1);
    assertReads(at(3, 0), 2);
    assertReads(at(9, 0), 3);
  }

  @Test
  void aLaterExecutionReplacesWhatTheFirstWrote() {
    chain.put(at(1, 0), write(value(1)));
    chain.put(at(2, 0), write(value(2)));
    chain.put(at(1, 0), write(value(9)));
    assertReads(at(2, 0), 9);
    chain.remove(at(1, 0));
    assertThat(chain.read(at(2, 0)).known()).isFalse();
    assertReads(at(3, 0), 2);
  }

  @Test
  void deletionsAreKnownToo() {
    chain.rebase(value(1), at(1, 0));
    chain.put(at(1, 0), write(null));
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
    chain.put(at(6, 0), write(value(6)));
    chain.put(at(8, 0), write(value(8)));
    chain.rebase(value(7), at(7, 0));
    assertReads(at(8, 0), 7);
    assertReads(at(9, 0), 8);
  }

  @Test
  void aCorrectionReplacesEvenANewerBase() {
    chain.rebase(value(5), at(5, 0));
    chain.put(at(3, 0), write(value(3)));
    chain.put(at(4, 2), write(value(4)));
    chain.correct(value(9), at(4, 0));
    assertReads(at(4, 1), 9);
    assertReads(at(4, 3), 4);
  }

  @Test
  void foldingMakesTheNewestCommittedVersionTheBase() {
    chain.put(at(1, 0), write(value(1)));
    chain.put(at(2, 0), write(value(2)));
    chain.put(at(2, 5), write(value(3)));
    chain.put(at(3, 0), write(value(4)));
    chain.fold(2);
    assertReads(at(3, 0), 3);
    assertReads(at(3, 1), 4);
    assertThat(chain.isFresh(at(3, 0), 2)).as("current as of its own block").isTrue();
    assertThat(chain.isFresh(at(3, 0), 3)).isFalse();
  }

  @Test
  void foldingKeepsABaseThatIsNewer() {
    chain.rebase(value(9), at(5, 0));
    chain.put(at(3, 0), write(value(3)));
    chain.fold(3);
    assertReads(at(6, 0), 9);
  }

  @Test
  void freshnessFollowsTheBlockInWhichAnotherLaneWrote() {
    chain.rebase(value(1), at(5, 0));
    assertThat(chain.isFresh(at(9, 0), 4)).as("current after block 4").isTrue();
    assertThat(chain.isFresh(at(9, 0), 5)).as("block 5 may have changed it").isFalse();
    chain.put(at(7, 3), write(value(2)));
    assertThat(chain.isFresh(at(9, 0), 7)).isTrue();
    assertThat(chain.isFresh(at(9, 0), 8)).isFalse();
    assertThat(chain.isFresh(at(7, 3), 5)).as("before its own write").isFalse();
    assertThat(chain.isFresh(at(9, 0), TaskKey.UNKNOWN)).isFalse();
  }

  @Test
  void forgettingTheBaseKeepsTheVersions() {
    chain.rebase(value(1), at(1, 0));
    chain.put(at(2, 0), write(value(2)));
    chain.forgetBase();
    assertThat(chain.read(at(2, 0)).known()).isFalse();
    assertReads(at(3, 0), 2);
  }

  @Test
  void whatHoldsVersionsIsNeverIdle() {
    chain.put(at(2, 0), write(value(2)));
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
            actual.put(position, write(value));
            model.put(position, value);
          }
        }
      }
    }
  }

  private static final StateKey KEY = StateKey.storage("c", new byte[] {1});

  private static Write write(byte[] value) {
    return new Write(KEY, value);
  }

  private static Write addition(long amount) {
    return Write.addition(KEY, Int128.of(amount));
  }

  private static byte[] number(long value) {
    return Int128.of(value).encode();
  }

  private void assertNumber(Position before, long expected) {
    assertThat(chain.read(before).value()).isEqualTo(number(expected));
  }

  @Test
  void additionsAreReadAsTheSum() {
    chain.rebase(number(100), at(1, 0));
    chain.put(at(2, 0), addition(5));
    chain.put(at(2, 3), addition(-7));
    assertNumber(at(2, 0), 100);
    assertNumber(at(2, 1), 105);
    assertNumber(at(3, 0), 98);
    chain.put(at(2, 2), write(number(1)));
    assertNumber(at(3, 0), -6);
  }

  @Test
  void additionsToNothingKnownAreNotKnown() {
    chain.put(at(2, 0), addition(5));
    assertThat(chain.read(at(3, 0)).known()).isFalse();
    assertThat(chain.isFresh(at(3, 0), 0)).isFalse();
    chain.rebase(null, at(2, 0));
    assertNumber(at(3, 0), 5);
    assertThat(chain.isFresh(at(3, 0), 2)).isTrue();
  }

  @Test
  void additionsThatTheBaseHoldsAreNotCountedTwice() {
    chain.put(at(2, 0), addition(5));
    chain.rebase(number(5), at(3, 0));
    chain.put(at(2, 0), addition(5));
    assertNumber(at(4, 0), 5);
    chain.fold(2);
    assertNumber(at(4, 0), 5);
  }

  @Test
  void committedAdditionsBecomeTheBase() {
    chain.rebase(number(10), at(1, 0));
    chain.put(at(2, 0), addition(1));
    chain.put(at(2, 1), addition(2));
    chain.put(at(3, 0), addition(4));
    chain.fold(2);
    assertNumber(at(3, 0), 13);
    assertNumber(at(4, 0), 17);
  }

  @Test
  void anAdditionToWhatIsNoNumberChangesNothing() {
    chain.rebase(value(3), at(1, 0));
    chain.put(at(2, 0), addition(1));
    assertThat(chain.read(at(3, 0)).value()).isEqualTo(value(3));
  }
}
