package io.stretto.wasm;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.Digest;
import io.stretto.wasm.gas.Cost;
import io.stretto.wasm.gas.GasSchedule;
import io.stretto.wasm.gas.Limit;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class GasScheduleTest {

  @Test
  void versionOneNeverChanges() {
    // Gas is part of the outcome: other numbers are another version, this one stays as it is.
    StringBuilder numbers = new StringBuilder();
    for (Cost cost : Cost.values()) {
      numbers.append(cost).append('=').append(GasSchedule.VERSION_1.cost(cost)).append(';');
    }
    for (Limit limit : Limit.values()) {
      numbers.append(limit).append('=').append(GasSchedule.VERSION_1.limit(limit)).append(';');
    }
    assertThat(Digest.sha256(numbers.toString().getBytes(StandardCharsets.UTF_8)).toHex())
        .as(numbers.toString())
        .isEqualTo("f9fd9d4c3db21413973cd0ff9378a3e56f33a42547c3d01e22b7b9a02bd2c19d");
  }

  @Test
  void theScheduleIsReadableAsMarkdown() {
    assertThat(GasSchedule.VERSION_1.toMarkdown())
        .contains("| load from memory | compute | 2 |")
        .contains("| bytes of a contract's code | at deployment | 4,194,304 |");
  }
}
