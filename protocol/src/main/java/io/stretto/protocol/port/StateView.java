package io.stretto.protocol.port;

import io.stretto.protocol.StateEntry;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.StateRange;
import java.util.List;

/** The state as it is just before one position: what an execution reads and a result is held to. */
public interface StateView {

  /**
   * Returns the value of a key, or {@code null} where it has none. The array is the store's own and
   * must not be changed.
   */
  byte[] read(StateKey key);

  /** Returns the first entries of a range by ascending key, at most so many. */
  List<StateEntry> scan(StateRange range, int limit);
}
