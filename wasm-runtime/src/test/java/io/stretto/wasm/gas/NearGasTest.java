package io.stretto.wasm.gas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Conversions between the units, at the edges of both. */
class NearGasTest {

  @Test
  void aTeragasIsAMillion() {
    assertThat(NearGas.fromNear(1_000_000_000_000L)).isEqualTo(1_000_000);
    assertThat(NearGas.toNear(1_000_000)).isEqualTo(1_000_000_000_000L);
  }

  @Test
  void whatIsNotWholeIsRoundedUp() {
    assertThat(NearGas.fromNear(0)).isZero();
    assertThat(NearGas.fromNear(1)).isEqualTo(1);
    assertThat(NearGas.fromNear(1_000_000)).isEqualTo(1);
    assertThat(NearGas.fromNear(1_000_001)).isEqualTo(2);
  }

  @Test
  void nothingOverflows() {
    assertThat(NearGas.fromNear(-1)).isEqualTo(18_446_744_073_710L);
    assertThat(NearGas.fromNear(Long.MIN_VALUE)).isEqualTo(9_223_372_036_855L);
    assertThat(NearGas.toNear(18_446_744_073_709L))
        .isEqualTo(Long.parseUnsignedLong("18446744073709000000"));
    assertThat(NearGas.toNear(18_446_744_073_710L)).isEqualTo(-1);
    assertThat(NearGas.toNear(Long.MAX_VALUE)).isEqualTo(-1);
  }
}
