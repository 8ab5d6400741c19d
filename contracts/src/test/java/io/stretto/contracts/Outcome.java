package io.stretto.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/**
 * What a call did.
 *
 * @param result the returned text; null when nothing was returned
 * @param error the panic's message; null when the call succeeded
 * @param logs the logged lines
 * @param reads the number of storage reads
 * @param writes the number of storage writes, deletions included
 * @param instructions the number of WebAssembly instructions executed
 */
record Outcome(
    String result, String error, List<String> logs, int reads, int writes, long instructions) {

  /** Asserts success and returns the result. */
  String value() {
    succeeds();
    return result;
  }

  /** Asserts success. */
  Outcome succeeds() {
    assertThat(error).as("the panic").isNull();
    return this;
  }

  /** Asserts a panic with this message. */
  void failsWith(String message) {
    assertThat(error).as("the panic").isEqualTo(message);
  }
}
