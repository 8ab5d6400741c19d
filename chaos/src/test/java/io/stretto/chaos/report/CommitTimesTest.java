package io.stretto.chaos.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class CommitTimesTest {

  private final CommitTimes times = new CommitTimes(List.of(100L, 110L, 400L, 405L, 130L, 900L));

  @Test
  void theLongestPauseIsFoundWhereverItLies() {
    assertThat(times.longestPauseMillis(105, 410)).isEqualTo(270);
    assertThat(times.longestPauseMillis(100, 131)).isEqualTo(20);
  }

  @Test
  void aPauseCountsFromTheBeginningOfTheSpan() {
    assertThat(times.longestPauseMillis(200, 406)).isEqualTo(200);
  }

  @Test
  void aPauseThatDoesNotEndCountsToTheEndOfTheSpan() {
    assertThat(times.longestPauseMillis(401, 800)).isEqualTo(395);
    assertThat(times.longestPauseMillis(901, 5_901)).isEqualTo(5_000);
    assertThat(new CommitTimes(List.of()).longestPauseMillis(10, 70)).isEqualTo(60);
  }

  @Test
  void commitsOfASpanAreCounted() {
    assertThat(times.count(110, 400)).isEqualTo(2);
    assertThat(times.count(110, 401)).isEqualTo(3);
  }
}
