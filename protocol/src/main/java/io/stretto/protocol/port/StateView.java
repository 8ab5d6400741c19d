package io.stretto.protocol.port;

import io.stretto.protocol.StateKey;

/** The state as it is just before one position: what an execution reads and a result is held to. */
@FunctionalInterface
public interface StateView {

  /**
   * Returns the value of a key, or {@code null} where it has none. The array is the store's own and
   * must not be changed.
   */
  byte[] read(StateKey key);
}
