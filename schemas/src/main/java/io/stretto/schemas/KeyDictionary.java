package io.stretto.schemas;

import io.stretto.protocol.StateKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers keys in the order in which they are first met. For one thread.
 *
 * <p>A hash map, since contracts choose keys and can choose them so that their hashes collide: it
 * falls back to their order then, where plain probing would become quadratic.
 */
final class KeyDictionary {

  private final Map<StateKey, Integer> indexes = new HashMap<>();
  private final List<StateKey> keys = new ArrayList<>();

  /** Returns the number of a key. */
  int indexOf(StateKey key) {
    Integer next = keys.size();
    Integer known = indexes.putIfAbsent(key, next);
    if (known != null) {
      return known;
    }
    keys.add(key);
    return next;
  }

  /** The keys by number. */
  List<StateKey> keys() {
    return keys;
  }
}
