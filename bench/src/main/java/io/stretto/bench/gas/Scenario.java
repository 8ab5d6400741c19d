package io.stretto.bench.gas;

/** Something that costs gas and time. */
@FunctionalInterface
public interface Scenario {

  /** Does it once; returns the gas. */
  long run();
}
