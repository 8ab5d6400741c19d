package io.stretto.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberListTest {

  @ParameterizedTest
  @ValueSource(strings = {"0", "0-3", "1,3", "0-1,5,7-250"})
  void whatIsReadIsWrittenAgain(String text) {
    assertThat(NumberList.text(NumberList.parse(text))).isEqualTo(text);
  }

  @Test
  void nothingIsWrittenAsNothing() {
    assertThat(NumberList.text(new BitSet())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "3-1", "1,,2", "-1", "1-", "2147483647", "99999999999"})
  void whatIsNoListIsRefused(String text) {
    assertThatExceptionOfType(NumberFormatException.class).isThrownBy(() -> NumberList.parse(text));
  }
}
