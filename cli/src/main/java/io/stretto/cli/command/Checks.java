package io.stretto.cli.command;

import io.stretto.cli.console.CommandException;

/** Checks numbers of the command line. */
final class Checks {

  private static final int MAXIMUM_PORT = 65_535;
  private static final int MAXIMUM_WORKERS = 1_000;

  private Checks() {}

  static void workers(int workers) {
    range("--workers", workers, 1, MAXIMUM_WORKERS);
  }

  static void port(String option, int port) {
    range(option, port, 0, MAXIMUM_PORT);
  }

  static void range(String option, long value, long minimum, long maximum) {
    if (value < minimum || value > maximum) {
      throw CommandException.usage(
          option + " " + value + ": give a number from " + minimum + " to " + maximum);
    }
  }
}
