package io.stretto.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.simulation.check.Violation;
import io.stretto.simulation.planted.PlantedFault;
import org.junit.jupiter.api.Test;

/** Proves that a run that fails is cut to a short one that fails alike. */
class ShrinkerTest {

  @Test
  void aFailureIsCutToAFewRecords() {
    RunOptions whole = RunOptions.whole(RunOptions.TRANSACTIONS).with(PlantedFault.WRITE_LEFT_OUT);
    RunOutcome failed = new SimulatedCluster(1, whole, false).run();
    String property = failed.violation().map(Violation::property).orElseThrow();

    Shrinker.Shrunk shrunk = Shrinker.shrink(failed, whole, 400);
    RunOptions options = shrunk.options();
    assertThat(options.transactions() - options.omitted().cardinality()).isLessThan(10);
    RunOutcome again = new SimulatedCluster(1, options, false).run();
    assertThat(again.violation().map(Violation::property)).contains(property);
    assertThat(options.command(1)).contains("--from 1", "--plant WRITE_LEFT_OUT");
  }

  @Test
  void noMoreRunsThanAllowedAreTried() {
    RunOptions whole = RunOptions.whole(RunOptions.TRANSACTIONS).with(PlantedFault.WRITE_LEFT_OUT);
    RunOutcome failed = new SimulatedCluster(1, whole, false).run();
    assertThat(Shrinker.shrink(failed, whole, 3).runs()).isEqualTo(3);
  }
}
