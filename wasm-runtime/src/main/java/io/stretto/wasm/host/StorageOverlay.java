package io.stretto.wasm.host;

import io.stretto.protocol.Fingerprint;
import io.stretto.protocol.Observation;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.Write;
import io.stretto.protocol.port.StateView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The state as one execution sees it: its own writes over the view, with a record of everything
 * that was learned from the view. Each key is read from the view once. Not safe for use by several
 * threads; used for one execution after the other.
 */
public final class StorageOverlay {

  private static final int KEPT_CAPACITY = 64;
  private static final Comparator<Write> BY_KEY = Comparator.comparing(Write::key);

  private final List<Entry> entries = new ArrayList<>();
  private Map<StateKey, Entry> byKey = new HashMap<>();
  private StateView view;
  private long touchedKeyBytes;
  private long writtenBytes;

  /** What is known of one key. */
  private static final class Entry {
    final StateKey key;
    boolean fetched;
    boolean valueObserved;
    byte[] before;
    boolean changed;
    byte[] after;
    Observation.Exact given;

    Entry(StateKey key) {
      this.key = key;
    }
  }

  /** Forgets everything and begins with another view. */
  public void begin(StateView newView) {
    if (entries.size() > KEPT_CAPACITY) {
      byKey = new HashMap<>();
    } else {
      byKey.clear();
    }
    entries.clear();
    view = newView;
    touchedKeyBytes = 0;
    writtenBytes = 0;
  }

  /** Enters a key whose value was read from the view already, with the observation of it. */
  public void enterRead(Observation.Exact observation, byte[] value) {
    Entry entry = entry(observation.key());
    entry.fetched = true;
    entry.valueObserved = true;
    entry.before = value;
    entry.given = observation;
  }

  /** Returns the value of a key, {@code null} where it has none. */
  public byte[] read(StateKey key) {
    Entry entry = entry(key);
    if (entry.changed) {
      return entry.after;
    }
    fetch(entry);
    entry.valueObserved = true;
    return entry.before;
  }

  /** Whether a key has a value; of the value itself nothing is learned. */
  public boolean has(StateKey key) {
    Entry entry = entry(key);
    if (entry.changed) {
      return entry.after != null;
    }
    fetch(entry);
    return entry.before != null;
  }

  /** Sets a key's value, or deletes it by {@code null}, without learning what was there. */
  public void put(StateKey key, byte[] value) {
    Entry entry = entry(key);
    entry.changed = true;
    entry.after = value;
    writtenBytes += value == null ? 0 : value.length;
  }

  /** The number of distinct keys that were touched. */
  int touchedKeys() {
    return entries.size();
  }

  /** The bytes of these keys, their prefixes included. */
  long touchedKeyBytes() {
    return touchedKeyBytes;
  }

  /** The bytes of all values that were put, those included that were overwritten later. */
  long writtenBytes() {
    return writtenBytes;
  }

  private void fetch(Entry entry) {
    if (!entry.fetched) {
      entry.before = view.read(entry.key);
      entry.fetched = true;
    }
  }

  private Entry entry(StateKey key) {
    Entry entry = byKey.get(key);
    if (entry == null) {
      entry = new Entry(key);
      byKey.put(key, entry);
      entries.add(entry);
      touchedKeyBytes += key.bytes().length;
    }
    return entry;
  }

  /** What was learned, in the order in which the keys were first touched. */
  public List<Observation> observations() {
    List<Observation> observations = new ArrayList<>(entries.size());
    for (Entry entry : entries) {
      if (entry.given != null) {
        observations.add(entry.given);
      } else if (entry.valueObserved) {
        observations.add(new Observation.Exact(entry.key, Fingerprint.of(entry.before)));
      } else if (entry.fetched) {
        observations.add(new Observation.Presence(entry.key, entry.before != null));
      }
    }
    return observations;
  }

  /** The changes, by key; what was read and has the same value again is left out. */
  public List<Write> writes() {
    List<Write> writes = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.changed && !isUnchanged(entry)) {
        writes.add(new Write(entry.key, entry.after));
      }
    }
    if (writes.size() > 1) {
      writes.sort(BY_KEY);
    }
    return writes;
  }

  /**
   * A write is left out only where an observation of the result guarantees that it changes nothing:
   * of the value, or of the absence of what is deleted.
   */
  private static boolean isUnchanged(Entry entry) {
    if (!entry.fetched) {
      return false;
    }
    return entry.valueObserved
        ? Arrays.equals(entry.before, entry.after)
        : entry.before == null && entry.after == null;
  }
}
