package io.stretto.statestore.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.statestore.StateStoreException;
import io.stretto.statestore.StateStoreException.Code;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class FailureToleranceTest {

  private final FailureTolerance tolerance = new FailureTolerance(2);

  @Test
  void someFailuresAreTolerated() {
    Throwable failure = new StreamsException("a broker was away");
    assertThat(tolerance.tolerates(failure)).isTrue();
    assertThat(tolerance.tolerates(failure)).isTrue();
    assertThat(tolerance.tolerates(failure)).isFalse();
  }

  @Test
  void refusedDataIsNot() {
    Throwable refusal = new StateStoreException(Code.DIFFERENT_HISTORY, "of another cluster");
    assertThat(tolerance.tolerates(new StreamsException(refusal))).isFalse();
  }

  /** Streams kept the ledger's directory locked, and the new thread waited for it forever. */
  @Test
  void anErrorOfTheJvmIsNot() {
    assertThat(tolerance.tolerates(new UnsatisfiedLinkError("noexec"))).isFalse();
    assertThat(tolerance.tolerates(new StreamsException(new OutOfMemoryError()))).isFalse();
  }
}
