package io.stretto.bench.gas;

/** Something that costs gas and time. */
@FunctionalInterface
interface Scenario {

  /** Does it once; returns the gas. */
  long run();
}
