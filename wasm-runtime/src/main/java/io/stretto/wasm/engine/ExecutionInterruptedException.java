package io.stretto.wasm.engine;

/** The thread was interrupted while it executed a contract: there is no outcome. */
public final class ExecutionInterruptedException extends RuntimeException {

  /** Wraps what told of the interruption. */
  public ExecutionInterruptedException(Throwable cause) {
    super("interrupted while executing a contract", cause);
  }
}
