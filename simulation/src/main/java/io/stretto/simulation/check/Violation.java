package io.stretto.simulation.check;

/** Thrown where a run does what no run may do. */
public final class Violation extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String property;

  /**
   * Creates a violation.
   *
   * @param property the property that does not hold, in a word
   * @param finding what was found instead
   */
  public Violation(String property, String finding) {
    super(property + ": " + finding);
    this.property = property;
  }

  /** The property that does not hold. */
  public String property() {
    return property;
  }
}
