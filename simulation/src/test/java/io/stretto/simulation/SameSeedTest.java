package io.stretto.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Proves that a seed is one run: the same trace, byte for byte, and no other seed's. */
class SameSeedTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void theSameSeedGivesTheSameTrace(long seed) {
    SimulatedCluster one = cluster(seed, true);
    SimulatedCluster again = cluster(seed, true);
    SimulatedCluster silent = cluster(seed, false);
    RunOutcome outcome = one.run();
    assertThat(outcome.violation()).isEmpty();
    assertThat(again.run()).isEqualTo(outcome);
    assertThat(again.trace().equals(one.trace())).as("equal traces").isTrue();
    assertThat(silent.run()).as("looking on changes nothing").isEqualTo(outcome);
    SimulatedCluster other = cluster(seed + 1, true);
    other.run();
    assertThat(other.trace().equals(one.trace())).as("another seed's trace").isFalse();
  }

  private static SimulatedCluster cluster(long seed, boolean isTraced) {
    return new SimulatedCluster(seed, RunOptions.whole(RunOptions.TRANSACTIONS), isTraced);
  }
}
