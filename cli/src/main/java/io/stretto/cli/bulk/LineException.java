package io.stretto.cli.bulk;

/** What is wrong with a line of a file. */
public final class LineException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Creates it; the message names the field and the remedy, not the line's number. */
  public LineException(String message) {
    super(message);
  }

  /** Creates it with what found the fault. */
  public LineException(String message, Throwable cause) {
    super(message, cause);
  }
}
