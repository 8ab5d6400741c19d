package io.stretto.service.operations;

/** The reason why an operations server did not start, and what to do about it. */
public final class OperationsServerException extends RuntimeException {

  /** A failure's kind, stable across releases. */
  public enum Code {
    /** Another program listens on the port, or this user may not, or the host is not local. */
    PORT_NOT_AVAILABLE,
    /** The server itself failed; the cause says why. */
    SERVER_FAILED
  }

  private final Code code;

  OperationsServerException(Code code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** The failure's kind, for programs to decide by. */
  public Code code() {
    return code;
  }
}
