package io.stretto.cli.console;

/** The exit codes of the command; they never change. */
public final class ExitCodes {

  /** All went well. */
  public static final int OK = 0;

  /** A transaction or a view call failed, or a verification found a difference. */
  public static final int FAILED = 1;

  /** The command line, or an input that it names, is wrong. */
  public static final int USAGE = 2;

  /**
   * The cluster, or the part of it that was needed, does not answer; so a verification could not
   * compare the state.
   */
  public static final int UNREACHABLE = 3;

  /** Something that should not happen. */
  public static final int INTERNAL = 4;

  private ExitCodes() {}
}
