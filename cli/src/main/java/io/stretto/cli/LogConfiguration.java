package io.stretto.cli;

import io.stretto.cli.cluster.Role;
import java.util.Arrays;

/**
 * Which of the two log configurations a process has: people get one line where something is wrong,
 * and the log of a role has dates, reasons and what the role does.
 */
final class LogConfiguration {

  /** What Logback looks for in a command's process by itself. */
  static final String OF_COMMANDS = "logback.xml";

  static final String OF_ROLES = "role-logback.xml";

  private static final String PROPERTY = "logback.configurationFile";

  private LogConfiguration() {}

  /** Chooses one, before anything logs; one that was given to the JVM is kept. */
  static void choose(String... arguments) {
    if (System.getProperty(PROPERTY) == null) {
      System.setProperty(PROPERTY, of(arguments));
    }
  }

  /** The one for a command line. */
  static String of(String... arguments) {
    boolean isRole =
        arguments.length > 0
            && Arrays.stream(Role.values()).anyMatch(role -> role.word().equals(arguments[0]));
    return isRole ? OF_ROLES : OF_COMMANDS;
  }
}
