package io.stretto.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Holds numbers of 128 bits against BigInteger, mostly where carries and signs meet. */
class Int128Test {

  private static final BigInteger LEAST = BigInteger.ONE.shiftLeft(127).negate();
  private static final BigInteger GREATEST = BigInteger.ONE.shiftLeft(127).subtract(BigInteger.ONE);

  private static List<Int128> numbers() {
    List<Int128> numbers = new ArrayList<>();
    long[] edges = {0, 1, -1, 2, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE + 1};
    for (long high : edges) {
      for (long low : edges) {
        numbers.add(new Int128(high, low));
      }
    }
    Random random = new Random(1);
    for (int i = 0; i < 50; i++) {
      numbers.add(new Int128(random.nextLong() >> random.nextInt(64), random.nextLong()));
    }
    return numbers;
  }

  private static BigInteger big(Int128 number) {
    return new BigInteger(number.toString());
  }

  @Test
  void addsAndComparesAsBigIntegersDo() {
    for (Int128 one : numbers()) {
      for (Int128 other : numbers()) {
        BigInteger sum = big(one).add(big(other));
        boolean fits = sum.compareTo(LEAST) >= 0 && sum.compareTo(GREATEST) <= 0;
        assertThat(one.canAdd(other)).as("%s + %s", one, other).isEqualTo(fits);
        if (fits) {
          assertThat(big(one.add(other))).isEqualTo(sum);
        } else {
          assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> one.add(other));
        }
        BigInteger difference = big(one).subtract(big(other)).max(LEAST).min(GREATEST);
        assertThat(big(one.subtractClamped(other))).as("%s - %s", one, other).isEqualTo(difference);
        assertThat(Integer.signum(one.compareTo(other))).isEqualTo(big(one).compareTo(big(other)));
      }
    }
  }

  @Test
  void isWrittenWithTheLowestByteFirst() {
    assertThat(Int128.of(0x0102).encode()).startsWith(2, 1, 0).hasSize(16);
    assertThat(Int128.of(-1).encode()).containsOnly(-1);
    for (Int128 number : numbers()) {
      assertThat(Int128.ofValue(number.encode())).isEqualTo(number);
    }
  }

  @Test
  void anAbsentValueIsZeroAndAnyOtherLengthIsNone() {
    assertThat(Int128.ofValue(null)).isEqualTo(Int128.ZERO);
    assertThat(Int128.isNumber(new byte[15])).isFalse();
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> Int128.ofValue(new byte[17]))
        .withMessageContaining("17 bytes");
  }
}
