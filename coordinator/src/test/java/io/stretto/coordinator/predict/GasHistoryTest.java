package io.stretto.coordinator.predict;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What calls teach of the calls to come. */
class GasHistoryTest {

  private static final long LIMIT = 1_000_000_000_000L;

  private final GasHistory history = new GasHistory(50_000);

  private void learn(ErrorCode ending, long gasUsed, int times) {
    for (int i = 0; i < times; i++) {
      history.learn(ending, gasUsed);
    }
  }

  /** Calls that ended by themselves; a panic costs what was used, as a success does. */
  private void used(long gas, int times) {
    learn(ErrorCode.PANIC, gas, times);
  }

  @Test
  void untilACallWasSeenTheFirstGuessCountsAndThenTheCall() {
    assertThat(history.expected()).isEqualTo(50_000);
    used(3_000_000, 1);
    assertThat(history.expected()).isEqualTo(3_000_000);
  }

  @Test
  void aFewCallsCountAsTheirAverage() {
    used(1_000, 1);
    used(2_000, 1);
    used(3_000, 1);
    assertThat(history.expected()).isEqualTo(2_000);
  }

  @Test
  void aFunctionThatBecomesAThousandTimesDearerIsHalfKnownAfterFifteenCalls() {
    used(10_000, 100);
    used(10_000_000, 15);
    assertThat(history.expected()).isBetween(5_000_000L, 10_000_000L);
    used(10_000, 40);
    assertThat(history.expected()).isBetween(10_000L, 150_000L);
  }

  @Test
  void oneStrangeCallDoesLittle() {
    used(10_000, 100);
    used(LIMIT, 1);
    assertThat(history.expected()).isLessThan(20_000);
    used(10_000, 20);
    used(1, 1);
    assertThat(history.expected()).isGreaterThan(8_000);
  }

  @ParameterizedTest
  @EnumSource(
      value = ErrorCode.class,
      names = {"TRAP", "LIMIT_EXCEEDED"})
  void callsThatAreChargedTheWholeLimitWhateverTheyDidTeachNothing(ErrorCode ending) {
    learn(ending, LIMIT, 1_000);
    assertThat(history.expected()).isEqualTo(50_000);
    used(700, 1);
    learn(ending, LIMIT, 1_000);
    assertThat(history.expected()).isEqualTo(700);
  }

  @Test
  void aCallThatRanOutOfGasIsNotBelievedAtOnceAndManyAre() {
    learn(ErrorCode.OUT_OF_GAS, LIMIT, 1);
    assertThat(history.expected()).isLessThan(100_000);
    learn(ErrorCode.OUT_OF_GAS, 10_000_000, 30);
    assertThat(history.expected()).isBetween(9_000_000L, 10_000_000L);
  }

  @Test
  void whatIsFreeIsLearnedAndUnlearned() {
    used(0, 50);
    assertThat(history.expected()).isZero();
    used(900, 60);
    assertThat(history.expected()).isEqualTo(900);
  }
}
