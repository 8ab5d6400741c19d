package io.stretto.wasm.engine;

/**
 * Thrown by a host function to end an execution; why is known to the one who threw it. It has no
 * stack trace, so one object can be thrown over and over.
 */
public final class HostExit extends RuntimeException {

  /** Makes an exit that can be thrown any number of times. */
  public HostExit() {
    super(null, null, false, false);
  }
}
