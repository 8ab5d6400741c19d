package io.stretto.oracle;

/** Thrown where a ledger's log is not what a ledger's log must be. */
public final class OracleException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Creates an exception that says what is wrong. */
  public OracleException(String message) {
    super(message);
  }
}
