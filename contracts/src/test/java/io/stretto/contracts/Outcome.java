package io.stretto.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Observation;
import io.stretto.protocol.ReceiptStatus;
import io.stretto.protocol.Write;
import java.util.List;

/**
 * An {@link ExecutionResult} in a form that can be compared, with the assertions that tests need.
 *
 * @param status how the transaction ended
 * @param errorCode why it did not succeed
 * @param errorMessage the panic's message; empty where none
 * @param gas the gas used
 * @param result the returned text; empty where nothing was returned
 * @param logs the logged lines
 * @param observations what was read of the state, the contract's record first
 * @param writes the changes of the state
 */
record Outcome(
    ReceiptStatus status,
    ErrorCode errorCode,
    String errorMessage,
    long gas,
    String result,
    List<String> logs,
    List<Observation> observations,
    List<Write> writes) {

  static Outcome of(ExecutionResult result) {
    return new Outcome(
        result.status(),
        result.errorCode(),
        result.errorMessage(),
        result.gasUsed(),
        new String(result.returnValue(), UTF_8),
        result.logs(),
        result.observations(),
        result.writes());
  }

  boolean hasSucceeded() {
    return status == ReceiptStatus.SUCCEEDED;
  }

  /** Asserts success and returns the result. */
  String value() {
    return succeeds().result;
  }

  /** Asserts success. */
  Outcome succeeds() {
    assertThat(status).as(this::toString).isEqualTo(ReceiptStatus.SUCCEEDED);
    assertThat(errorCode).isEqualTo(ErrorCode.NONE);
    return this;
  }

  /** Asserts a panic with this message. */
  void failsWith(String message) {
    assertThat(status).as(this::toString).isEqualTo(ReceiptStatus.FAILED);
    assertThat(errorCode).isEqualTo(ErrorCode.PANIC);
    assertThat(errorMessage).isEqualTo(message);
    assertThat(writes).isEmpty();
  }

  /** Asserts how many keys of its own the contract read and wrote. */
  Outcome touches(int read, int written) {
    assertThat(observations).as("with the contract's record").hasSize(1 + read);
    assertThat(writes).hasSize(written);
    return this;
  }
}
