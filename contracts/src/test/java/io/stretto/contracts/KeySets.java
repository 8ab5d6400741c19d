package io.stretto.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Observation;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.Write;
import java.util.Set;
import java.util.stream.Collectors;

/** Which keys transactions read and write, and whether they meet there. */
final class KeySets {

  private KeySets() {}

  /**
   * Asserts that neither read what the other wrote, so that they run side by side. What is only
   * added to within its bounds is not read.
   */
  static void assertApart(ExecutionResult first, ExecutionResult second) {
    assertThat(read(first)).doesNotContainAnyElementsOf(written(second));
    assertThat(read(second)).doesNotContainAnyElementsOf(written(first));
  }

  private static Set<StateKey> read(ExecutionResult result) {
    return result.observations().stream()
        .filter(observation -> !(observation instanceof Observation.Bound))
        .map(Observation::key)
        .collect(Collectors.toSet());
  }

  private static Set<StateKey> written(ExecutionResult result) {
    return result.writes().stream().map(Write::key).collect(Collectors.toSet());
  }
}
