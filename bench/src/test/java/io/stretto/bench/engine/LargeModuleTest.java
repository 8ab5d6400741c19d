package io.stretto.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.bench.gas.ContractCalls;
import org.junit.jupiter.api.Test;

class LargeModuleTest {

  private static final int BYTES = 100_000;

  @Test
  void isAcceptedAndRuns() {
    byte[] code = LargeModule.make(1, BYTES);
    assertThat(code).hasSizeBetween(BYTES, 2 * BYTES);
    assertThat(new ContractCalls().deploy("large", code).call("large").run()).isPositive();
  }

  @Test
  void sameNumbersGiveTheSameModule() {
    assertThat(LargeModule.make(7, BYTES))
        .isEqualTo(LargeModule.make(7, BYTES))
        .isNotEqualTo(LargeModule.make(8, BYTES));
  }
}
