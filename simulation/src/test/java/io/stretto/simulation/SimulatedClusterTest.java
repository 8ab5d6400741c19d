package io.stretto.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Proves that no schedule and no fault drawn by the seeds changes the outcome. */
class SimulatedClusterTest {

  private static final int SEEDS = Integer.getInteger("stretto.simulation.seeds", 500);
  private static final long FIRST_SEED = Long.getLong("stretto.simulation.firstSeed", 1);

  @Test
  void everySeedEndsAsTheOracleSays() {
    long executions = 0;
    long conflicts = 0;
    long faults = 0;
    long transactions = 0;
    for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
      SimulatedCluster.Outcome outcome;
      try {
        outcome = new SimulatedCluster(seed, 300).run();
      } catch (RuntimeException e) {
        throw new AssertionError(replay(seed), e);
      }
      assertThat(outcome.difference()).as(replay(seed)).isEmpty();
      executions += outcome.executions();
      conflicts += outcome.conflicts();
      faults += outcome.faults();
      transactions += outcome.transactions();
    }
    System.out.printf(
        "%d seeds, %d transactions, %d executions, %d conflicts, %d faults%n",
        SEEDS, transactions, executions, conflicts, faults);
    assertThat(conflicts).as("the workload must provoke conflicts").isPositive();
    assertThat(faults).as("the faults must strike").isPositive();
  }

  private static String replay(long seed) {
    return "seed "
        + seed
        + "; replay with: mvn verify -pl simulation -am -Dtest=SimulatedClusterTest"
        + " -Dsurefire.failIfNoSpecifiedTests=false -DargLine=\"-Dstretto.simulation.seeds=1"
        + " -Dstretto.simulation.firstSeed="
        + seed
        + "\"";
  }
}
