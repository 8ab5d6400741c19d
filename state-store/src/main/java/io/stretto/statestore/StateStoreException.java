package io.stretto.statestore;

/** A reason why a ledger's state cannot be used, and what to do about it. */
public final class StateStoreException extends RuntimeException {

  /** A failure's kind, stable across releases. */
  public enum Code {
    /** The files on disk were written by another release. */
    UNKNOWN_FORMAT,
    /** The files on disk, the changelog or the blocks topic belong to different histories. */
    DIFFERENT_HISTORY,
    /** The changelog lacks a block. */
    CHANGELOG_GAP,
    /** The disk, or the database on it, failed. */
    STORAGE_FAILED,
    /** A port could not be had. */
    PORT_NOT_AVAILABLE,
    /** The service did not become ready, or stopped by itself. */
    NOT_RUNNING
  }

  private static final long serialVersionUID = 1L;

  private final Code code;

  /** Creates the exception; the message says what to do. */
  public StateStoreException(Code code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** Creates the exception; the message says what to do. */
  public StateStoreException(Code code, String message) {
    this(code, message, null);
  }

  /** The failure's kind, for programs to decide by. */
  public Code code() {
    return code;
  }

  /** The first exception of this type among a failure and its causes, or {@code null}. */
  public static StateStoreException in(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof StateStoreException found) {
        return found;
      }
    }
    return null;
  }
}
