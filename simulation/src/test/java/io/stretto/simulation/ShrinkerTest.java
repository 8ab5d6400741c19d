package io.stretto.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.simulation.check.Violation;
import io.stretto.simulation.planted.PlantedFault;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Proves that a run that fails is cut to a short one that fails alike. */
class ShrinkerTest {

  private static final RunOptions WHOLE =
      RunOptions.whole(RunOptions.TRANSACTIONS).with(PlantedFault.WRITE_LEFT_OUT);

  @Test
  void aFailureIsCutToAFewRecords() {
    RunOutcome failed = failed();
    String property = failed.violation().map(Violation::property).orElseThrow();

    Shrinker.Shrunk shrunk = Shrinker.shrink(failed, WHOLE, 400);
    RunOptions options = shrunk.options();
    assertThat(options.transactions() - options.omitted().cardinality()).isLessThan(25);
    RunOutcome again = new SimulatedCluster(failed.seed(), options, false).run();
    assertThat(again.violation().map(Violation::property)).contains(property);
    assertThat(options.command(5)).contains("--from 5", "--plant WRITE_LEFT_OUT");
  }

  @Test
  void noMoreRunsThanAllowedAreTried() {
    assertThat(Shrinker.shrink(failed(), WHOLE, 3).runs()).isEqualTo(3);
  }

  /** The first run that fails. */
  private static RunOutcome failed() {
    return LongStream.rangeClosed(1, 60)
        .mapToObj(seed -> new SimulatedCluster(seed, WHOLE, false).run())
        .filter(outcome -> outcome.violation().isPresent())
        .findFirst()
        .orElseThrow();
  }
}
