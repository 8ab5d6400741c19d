package io.stretto.client;

/** The one exception of this library: what went wrong, with what, and what to do about it. */
public final class StrettoException extends RuntimeException {

  /** A failure's kind, stable across releases. */
  public enum Code {
    /** No Kafka answered in time. */
    KAFKA_UNREACHABLE,
    /** Kafka answers, but has no topics of Stretto. */
    CLUSTER_NOT_SET_UP,
    /** Kafka refused who we are, or what we wanted to do. */
    ACCESS_REFUSED,
    /** The settings name something that does not exist or cannot be used. */
    INVALID_SETTINGS,
    /** A transaction breaks the protocol's rules; it was not sent. */
    INVALID_TRANSACTION,
    /** A transaction is larger than a record may be; it was not sent, or not taken. */
    RECORD_TOO_LARGE,
    /** As many transactions as allowed are unanswered; this one was not sent. */
    REFUSED,
    /** What was waited for did not come in time; the transaction may still be executed. */
    TIMEOUT,
    /** Kafka did not acknowledge a transaction; it may or may not be in the log. */
    NOT_ACKNOWLEDGED,
    /** The client was closed; the transaction may still be executed. */
    CLOSED,
    /** The calling thread was interrupted. */
    INTERRUPTED,
    /** Receipts can no longer be followed. */
    RECEIPTS_UNAVAILABLE,
    /** The state service does not answer at its address. */
    HTTP_UNREACHABLE,
    /** There is no such contract, key, receipt or block. */
    HTTP_NOT_FOUND,
    /** The state service refused a request as wrong. */
    HTTP_BAD_REQUEST,
    /** The state service cannot answer now; the same request may succeed later. */
    HTTP_UNAVAILABLE,
    /** The state service failed, or what answered is no state service. */
    HTTP_FAILED
  }

  private static final long serialVersionUID = 1L;

  private final Code code;

  StrettoException(Code code, String message) {
    this(code, message, null);
  }

  StrettoException(Code code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** The failure's kind, for programs to decide by. */
  public Code code() {
    return code;
  }
}
