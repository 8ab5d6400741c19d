package io.stretto.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.simulation.check.Violation;
import io.stretto.simulation.planted.PlantedFault;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Proves that the simulation can fail: each planted fault is found within 60 seeds. */
class PlantedFaultTest {

  private static final int SEEDS = 60;

  @ParameterizedTest
  @EnumSource
  void isFound(PlantedFault fault) {
    RunOptions options = RunOptions.whole(RunOptions.TRANSACTIONS).with(fault);
    Optional<Violation> found = Optional.empty();
    for (long seed = 1; seed <= SEEDS && found.isEmpty(); seed++) {
      found = new SimulatedCluster(seed, options, false).run().violation();
      if (found.isPresent()) {
        System.out.printf("%s: found by seed %d: %s%n", fault, seed, found.get().getMessage());
      }
    }
    assertThat(found).as("a violation within %d seeds", SEEDS).isPresent();
  }
}
