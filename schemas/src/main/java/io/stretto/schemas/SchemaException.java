package io.stretto.schemas;

/**
 * Bytes that are not the record they should be. It carries no stack trace: hostile bytes must not
 * cost more than good ones.
 */
public final class SchemaException extends RuntimeException {

  /** What is wrong: stable names. */
  public enum Code {
    /** The bytes are not what the schema that they name allows. */
    MALFORMED,
    /** The bytes name a schema that this release does not know for the type of record asked for. */
    UNKNOWN_SCHEMA,
    /** The bytes fit their schema, but a text in them stands for nothing that is known here. */
    UNKNOWN_VALUE
  }

  private static final long serialVersionUID = 1L;

  private final Code code;

  SchemaException(Code code, String message) {
    super(code + ": " + message, null, false, false);
    this.code = code;
  }

  static SchemaException malformed(String message) {
    return new SchemaException(Code.MALFORMED, message);
  }

  /** What is wrong. */
  public Code code() {
    return code;
  }
}
