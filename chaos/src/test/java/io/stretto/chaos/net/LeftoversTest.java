package io.stretto.chaos.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Whose run goes on, by what Linux tells of its process. */
final class LeftoversTest {

  @Test
  void aProcessThatWaitsRunsOrStandsStillGoesOn() {
    assertThat(Leftovers.isRunning("19972 (java) S 1 19971 19971 0 -1")).isTrue();
    assertThat(Leftovers.isRunning("19972 (java) R 1 19971 19971 0 -1")).isTrue();
    assertThat(Leftovers.isRunning("19972 (java) T 1 19971 19971 0 -1")).isTrue();
  }

  @Test
  void oneThatHasEndedAndIsOnlyListedDoesNot() {
    assertThat(Leftovers.isRunning("19972 (java) Z 1 19971 19971 0 -1")).isFalse();
    assertThat(Leftovers.isRunning("19972 (S) (java) X 1 19971 19971 0 -1")).isFalse();
  }
}
