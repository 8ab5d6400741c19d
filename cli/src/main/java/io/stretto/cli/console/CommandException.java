package io.stretto.cli.console;

/** Ends a command with one line for people, and an exit code. */
public final class CommandException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private CommandException(int exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** Wrong input: names it, and the remedy. */
  public static CommandException usage(String message) {
    return new CommandException(ExitCodes.USAGE, message, null);
  }

  /** Wrong input, found by another exception. */
  public static CommandException usage(String message, Throwable cause) {
    return new CommandException(ExitCodes.USAGE, message, cause);
  }

  /** A failure of what was asked for. */
  public static CommandException failed(String message) {
    return new CommandException(ExitCodes.FAILED, message, null);
  }

  /** The cluster does not answer. */
  public static CommandException unreachable(String message, Throwable cause) {
    return new CommandException(ExitCodes.UNREACHABLE, message, cause);
  }

  /** The exit code. */
  public int exitCode() {
    return exitCode;
  }
}
