package io.stretto.embedded;

/** The reason why an embedded broker did not start: one line, with what to do about it. */
public final class EmbeddedKafkaException extends RuntimeException {

  /** A failure's kind, stable across releases. */
  public enum Code {
    /** Another program listens on the port. */
    PORT_IN_USE,
    /** The host is not an address of this machine. */
    HOST_NOT_LOCAL,
    /** Another process, or another broker in this one, uses the data directory. */
    DATA_DIRECTORY_LOCKED,
    /** The data directory holds files that Stretto did not write. */
    DATA_DIRECTORY_FOREIGN,
    /** The data directory was written in a format, or by a Kafka, that this version cannot read. */
    DATA_VERSION_UNSUPPORTED,
    /** The data directory cannot be created or written to. */
    DATA_DIRECTORY_NOT_WRITABLE,
    /** The broker itself failed; the cause says why. */
    BROKER_FAILED
  }

  private final Code code;

  EmbeddedKafkaException(Code code, String message) {
    this(code, message, null);
  }

  EmbeddedKafkaException(Code code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** The failure's kind, for programs to decide by. */
  public Code code() {
    return code;
  }
}
