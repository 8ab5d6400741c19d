package io.stretto.schemas;

import io.stretto.protocol.StateKey;
import java.util.ArrayList;
import java.util.List;

/** Numbers keys in the order in which they are first met. For one thread. */
final class KeyDictionary {

  private final List<StateKey> keys = new ArrayList<>();

  /** Open addressing: the number of a key plus 1, 0 where free; never more than half full. */
  private int[] slots = new int[64];

  /** Returns the number of a key. */
  int indexOf(StateKey key) {
    int mask = slots.length - 1;
    int slot = key.hashCode() & mask;
    for (int entry = slots[slot]; entry != 0; entry = slots[slot]) {
      if (keys.get(entry - 1).equals(key)) {
        return entry - 1;
      }
      slot = (slot + 1) & mask;
    }
    keys.add(key);
    slots[slot] = keys.size();
    if (2 * keys.size() > slots.length) {
      grow();
    }
    return keys.size() - 1;
  }

  /** The keys by number. */
  List<StateKey> keys() {
    return keys;
  }

  private void grow() {
    int[] grown = new int[2 * slots.length];
    int mask = grown.length - 1;
    for (int i = 0; i < keys.size(); i++) {
      int slot = keys.get(i).hashCode() & mask;
      while (grown[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      grown[slot] = i + 1;
    }
    slots = grown;
  }
}
