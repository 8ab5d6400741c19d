package io.stretto.deploy;

import io.stretto.wasm.gas.GasSchedule;
import org.junit.jupiter.api.Test;

class GasDocumentTest {

  @Test
  void theScheduleIsTheCodes() {
    RenderedPart.check("docs/gas.md", "gas schedule 1", GasSchedule.VERSION_1.toMarkdown());
  }
}
