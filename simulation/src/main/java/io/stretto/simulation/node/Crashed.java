package io.stretto.simulation.node;

/** Ends the action of a thread whose process has died. */
final class Crashed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Crashed() {
    super(null, null, false, false);
  }
}
