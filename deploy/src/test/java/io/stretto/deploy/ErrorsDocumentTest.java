package io.stretto.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.ErrorCode;
import io.stretto.wasm.bytecode.InvalidCodeException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorsDocumentTest {

  private final List<String> lines = Repository.text("docs/errors.md").lines().toList();

  @Test
  void everyCodeOfReceiptsHasARowWithItsStatus() {
    for (ErrorCode code : ErrorCode.values()) {
      String status =
          switch (code) {
            case NONE, PROMISE_FAILED -> "SUCCEEDED";
            case MALFORMED_RECORD, UNKNOWN_SCHEMA, INVALID_FIELD -> "REJECTED";
            case UNKNOWN_CONTRACT,
                UNKNOWN_FUNCTION,
                INVALID_CODE,
                NOT_OWNER,
                OUT_OF_GAS,
                TRAP,
                PANIC,
                LIMIT_EXCEEDED,
                INSUFFICIENT_BALANCE,
                REENTRANT_CALL ->
                "FAILED";
          };
      assertThat(lines).anyMatch(line -> line.startsWith("| `" + code + "` | `" + status + "` |"));
    }
  }

  @Test
  void everyFailureOfTheServicesHasARow() {
    assertThat(Code.failureCodes()).contains("KAFKA_UNREACHABLE", "PORT_IN_USE", "MALFORMED");
    assertThat(Code.failureCodes())
        .allSatisfy(
            code -> assertThat(lines).anyMatch(line -> line.startsWith("| `" + code + "` |")));
  }

  @Test
  void everyPhaseOfARefusalHasARowWithItsWords() {
    for (InvalidCodeException.Phase phase : InvalidCodeException.Phase.values()) {
      String message = new InvalidCodeException(phase, "x").getMessage();
      String words = message.substring(0, message.indexOf(':'));
      assertThat(lines)
          .anyMatch(line -> line.startsWith("| `" + phase.name() + "` | `" + words + "` |"));
    }
  }
}
