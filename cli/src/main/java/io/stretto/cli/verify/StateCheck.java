package io.stretto.cli.verify;

import java.util.Optional;

/**
 * What a verification found out about the state itself, beyond its digests.
 *
 * @param keysChecked how many entries were asked for and compared
 * @param omission why the state was not compared; empty where it was
 */
public record StateCheck(long keysChecked, Optional<String> omission) {

  /** Nobody asked for it. */
  static final StateCheck NOT_ASKED_FOR = omitted("only the log was to be checked");

  /** A state that follows from another log cannot be compared. */
  static final StateCheck OF_ANOTHER_LOG = omitted("the log differs");

  /** The state was not compared. */
  static StateCheck omitted(String reason) {
    return new StateCheck(0, Optional.of(reason));
  }

  /** So many entries were compared. */
  static StateCheck compared(long keysChecked) {
    return new StateCheck(keysChecked, Optional.empty());
  }

  /** Whether the state was compared. */
  public boolean isCompared() {
    return omission.isEmpty();
  }
}
