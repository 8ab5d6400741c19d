package io.stretto.protocol.memory;

import io.stretto.protocol.StateEntry;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.StateRange;
import io.stretto.protocol.Write;
import io.stretto.protocol.port.StateView;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The entries of a state on the heap: looked up by hash, and by order once a range has been asked
 * for. Not safe for use by several threads.
 */
public final class StateMap implements StateView {

  private final Map<StateKey, byte[]> values = new HashMap<>();

  /** The same entries by key; {@code null} while nobody has asked for a range. */
  private TreeMap<StateKey, byte[]> ordered;

  @Override
  public byte[] read(StateKey key) {
    return values.get(key);
  }

  /**
   * Applies a change.
   *
   * @param write a change to a value, not an addition
   */
  public void apply(Write write) {
    if (write.isAddition()) {
      throw new IllegalArgumentException("an addition whose sum nobody has found out: " + write);
    }
    if (write.isDelete()) {
      values.remove(write.key());
    } else {
      values.put(write.key(), write.value());
    }
    if (ordered != null) {
      if (write.isDelete()) {
        ordered.remove(write.key());
      } else {
        ordered.put(write.key(), write.value());
      }
    }
  }

  @Override
  public List<StateEntry> scan(StateRange range, int limit) {
    if (ordered == null) {
      ordered = new TreeMap<>(values);
    }
    List<StateEntry> entries = new ArrayList<>();
    if (range.from().compareTo(range.to()) < 0) {
      for (Map.Entry<StateKey, byte[]> entry :
          ordered.subMap(range.from(), range.to()).entrySet()) {
        if (entries.size() == limit) {
          break;
        }
        entries.add(new StateEntry(entry.getKey(), entry.getValue()));
      }
    }
    return entries;
  }

  /** All entries as they are now, by ascending key: a copy that cannot be changed. */
  public SortedMap<StateKey, byte[]> entries() {
    return Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }
}
