package io.stretto.service.operations;

import java.util.Optional;

/**
 * A role's answer to a health probe.
 *
 * @param problem why it is not healthy, in words for an operator; empty when it is
 */
public record Health(Optional<String> problem) {

  /** The answer that all is well. */
  public static Health healthy() {
    return new Health(Optional.empty());
  }

  /** The answer that something is not well yet, or no more. */
  public static Health unhealthy(String reason) {
    return new Health(Optional.of(reason));
  }
}
