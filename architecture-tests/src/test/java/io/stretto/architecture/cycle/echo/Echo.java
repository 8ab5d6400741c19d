package io.stretto.architecture.cycle.echo;

import io.stretto.architecture.cycle.canon.Canon;

/** The other half of the cycle. */
public interface Echo {

  /** What is followed. */
  Canon canon();
}
