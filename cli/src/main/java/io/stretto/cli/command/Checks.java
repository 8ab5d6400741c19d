package io.stretto.cli.command;

import io.stretto.cli.console.CommandException;
import io.stretto.protocol.TransactionRules;
import java.net.URI;
import java.nio.charset.StandardCharsets;

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

  /** Checks a contract's or an account's name. */
  static void name(String option, String text) {
    if (!TransactionRules.isName(text)) {
      throw CommandException.usage(
          option
              + " \""
              + text
              + "\": give 1 to "
              + TransactionRules.NAME_LIMIT
              + " of a-z, A-Z, 0-9, '.', '_', '-'");
    }
  }

  /** Checks how long a text is in UTF-8. */
  static void length(String option, String text, int minimumBytes, int maximumBytes) {
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes < minimumBytes || bytes > maximumBytes) {
      throw CommandException.usage(
          option + " has " + bytes + " bytes: give " + minimumBytes + " to " + maximumBytes);
    }
  }

  /** Checks the address of a state store. */
  static void http(String option, URI address) {
    boolean isHttp = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
    if (!isHttp || address.getHost() == null || address.getPort() > MAXIMUM_PORT) {
      throw CommandException.usage(
          option + " " + address + " is no address; give one such as http://127.0.0.1:8080");
    }
  }

  static void range(String option, long value, long minimum, long maximum) {
    if (value < minimum || value > maximum) {
      throw CommandException.usage(
          option + " " + value + ": give a number from " + minimum + " to " + maximum);
    }
  }
}
