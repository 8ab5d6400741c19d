package io.stretto.service.settings;

import java.util.List;

/** Settings that cannot be used: every problem, each with the setting's name and a remedy. */
public final class InvalidSettingsException extends RuntimeException {

  private final transient List<String> problems;

  /** Creates the exception for one or more problems. */
  public InvalidSettingsException(List<String> problems) {
    super(
        (problems.size() == 1 ? "1 problem" : problems.size() + " problems")
            + " in the settings:\n  "
            + String.join("\n  ", problems));
    this.problems = List.copyOf(problems);
  }

  /** The problems, one line each, in the order in which the settings are defined. */
  public List<String> problems() {
    return problems;
  }
}
