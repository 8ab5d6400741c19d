package io.stretto.worker.grpc;

/** Thrown where a read of a ledger's state was given up: the process is ending. */
public final class StateReadException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Creates an exception that says why. */
  public StateReadException(String message) {
    super(message);
  }
}
