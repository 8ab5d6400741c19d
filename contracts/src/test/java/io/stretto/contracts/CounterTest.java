package io.stretto.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CounterTest {

  private static final String MAX = "18446744073709551615";

  private final DeployedContract counter = new DeployedContract(ExampleContract.COUNTER);

  private Outcome increment(String args) {
    return counter.call("increment", args, "alice");
  }

  private String count() {
    return counter.call("get", "", "bob").value();
  }

  @Test
  void startsAtZeroAndHasNoStateYet() {
    assertThat(count()).isEqualTo("0");
    assertThat(counter.state()).isEmpty();
  }

  @Test
  void incrementsByOneWithoutArguments() {
    assertThat(increment("").value()).isEqualTo("1");
    assertThat(increment("").value()).isEqualTo("2");
    assertThat(count()).isEqualTo("2");
  }

  @Test
  void incrementsByAnAmount() {
    assertThat(increment("40").value()).isEqualTo("40");
    assertThat(increment("002").value()).isEqualTo("42");
    assertThat(increment("0").value()).isEqualTo("42");
  }

  @Test
  void storesEightBytesLittleEndianUnderOneKey() {
    increment("258").succeeds();
    assertThat(counter.state()).containsOnlyKeys("c");
    assertThat(counter.state().get("c")).containsExactly(2, 1, 0, 0, 0, 0, 0, 0);
  }

  @Test
  void reachesTheLargestCountAndStopsThere() {
    assertThat(increment(MAX).value()).isEqualTo(MAX);
    increment("").failsWith("counter overflow");
    increment(MAX).failsWith("counter overflow");
    assertThat(count()).isEqualTo(MAX);
    assertThat(increment("0").value()).isEqualTo(MAX);
  }

  @Test
  void refusesAnAmountAbove64Bits() {
    increment("18446744073709551616").failsWith("amount exceeds 64 bits");
    increment("99999999999999999999").failsWith("amount exceeds 64 bits");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " ",
        "1 ",
        " 1",
        "-1",
        "+1",
        "1.5",
        "0x1",
        "one",
        "1:",
        "/",
        "000000000000000000001"
      })
  void refusesWhatIsNoAmount(String args) {
    increment(args).failsWith("malformed arguments");
    assertThat(counter.state()).isEmpty();
  }

  @Test
  void anIncrementReadsAndWritesOneKey() {
    increment("").succeeds();
    Outcome outcome = increment("").succeeds().touches(1, 1);
    assertThat(outcome.gas()).isLessThanOrEqualTo(13_161);
  }
}
