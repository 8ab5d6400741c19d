package io.stretto.wasm.host;

import io.stretto.protocol.Int128;
import io.stretto.protocol.Observation;
import io.stretto.protocol.StateEntry;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.StateRange;
import io.stretto.protocol.Write;
import io.stretto.protocol.port.StateView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The state as one execution sees it: its own writes over the view, with a record of everything
 * that was learned from the view. Each key is read from the view once. Not safe for use by several
 * threads; used for one execution after the other.
 */
public final class StorageOverlay {

  private static final int KEPT_CAPACITY = 64;
  private static final Comparator<Write> BY_KEY = Comparator.comparing(Write::key);

  private final List<OverlayEntry> entries = new ArrayList<>();
  private final List<Observation> scans = new ArrayList<>();
  private Map<StateKey, OverlayEntry> byKey = new HashMap<>();

  /** The same entries by key; {@code null} as long as no range has been listed. */
  private TreeMap<StateKey, OverlayEntry> ordered;

  /** What entries were before they were changed, as long as there may be a way back. */
  private final List<OverlayEntry.Undo> undo = new ArrayList<>();

  private boolean keepsUndo;
  private StateView view;
  private long touchedKeyBytes;
  private long writtenBytes;

  /** Forgets everything and begins with another view. */
  public void begin(StateView newView) {
    if (entries.size() > KEPT_CAPACITY) {
      byKey = new HashMap<>();
    } else {
      byKey.clear();
    }
    entries.clear();
    scans.clear();
    undo.clear();
    keepsUndo = false;
    ordered = null;
    view = newView;
    touchedKeyBytes = 0;
    writtenBytes = 0;
  }

  /** Enters a key whose value was read from the view already, with the observation of it. */
  public void enterRead(Observation.Exact observation, byte[] value) {
    OverlayEntry entry = entry(observation.key());
    entry.fetched = true;
    entry.valueObserved = true;
    entry.before = value;
    entry.given = observation;
  }

  /** Returns the value of a key, {@code null} where it has none. */
  public byte[] read(StateKey key) {
    OverlayEntry entry = entry(key);
    if (entry.changed) {
      return entry.after;
    }
    fetch(entry);
    entry.valueObserved = true;
    if (entry.added != null) {
      remember(entry);
      entry.resolve();
    }
    return entry.changed ? entry.after : entry.before;
  }

  /** Whether a key has a value; of the value itself nothing is learned. */
  public boolean has(StateKey key) {
    OverlayEntry entry = entry(key);
    if (entry.changed) {
      return entry.after != null;
    }
    if (entry.added != null) {
      return true;
    }
    fetch(entry);
    entry.presenceObserved = true;
    return entry.before != null;
  }

  /** Sets a key's value, or deletes it by {@code null}, without learning what was there. */
  public void put(StateKey key, byte[] value) {
    OverlayEntry entry = entry(key);
    remember(entry);
    entry.change(value);
    writtenBytes += value == null ? 0 : value.length;
  }

  /** Whether anything was learned of a key, or changed. */
  public boolean isTouched(StateKey key) {
    return byKey.containsKey(key);
  }

  /** The value that this execution has given to a key, {@code null} where it has given none. */
  public byte[] written(StateKey key) {
    OverlayEntry entry = byKey.get(key);
    return entry != null && entry.changed ? entry.after : null;
  }

  /** A point to which the changes from now on can be taken back. */
  public int mark() {
    keepsUndo = true;
    return undo.size();
  }

  /** Takes back all changes since a mark; what was learned stays learned. */
  public void rollBack(int mark) {
    while (undo.size() > mark) {
      undo.removeLast().apply();
    }
  }

  /** Gives up the way back to all marks. */
  public void keep() {
    undo.clear();
    keepsUndo = false;
  }

  private void remember(OverlayEntry entry) {
    if (keepsUndo) {
      undo.add(entry.undo());
    }
  }

  /** What came of an addition. */
  public enum Addition {
    /** The sum lies within the bounds. */
    DONE,
    /** It would not; nothing has changed. */
    OUT_OF_BOUNDS,
    /** What is there is no number; nothing has changed. */
    NO_NUMBER
  }

  /**
   * Adds to the number of a key, an absent one counting as zero, if the sum lies within bounds. Of
   * the number nothing is learned but that it does, or on which side it does not; unless more is
   * known already.
   */
  public Addition add(StateKey key, Int128 amount, Int128 minimum, Int128 maximum) {
    OverlayEntry entry = entry(key);
    if (!entry.changed) {
      fetch(entry);
    }
    remember(entry);
    Addition outcome = entry.add(amount, minimum, maximum);
    writtenBytes += outcome == Addition.DONE ? Int128.LENGTH_BYTES : 0;
    return outcome;
  }

  /**
   * A part of a list.
   *
   * @param entries what is there now, by ascending key
   * @param rest where to go on; {@code null} where nothing is left
   */
  record Page(List<StateEntry> entries, StateRange rest) {}

  /**
   * Lists the beginning of a range, of which every change by others is a conflict.
   *
   * @param range the range, not an empty one
   * @param limit how many entries to look at in the view, at least 1
   */
  Page list(StateRange range, int limit) {
    List<StateEntry> below = view.scan(range, limit);
    StateKey last = below.size() < limit ? null : below.get(limit - 1).key();
    StateRange seen = last == null ? range : range.through(last);
    scans.add(new Observation.Scan(seen, below.size(), StateRange.digest(below)));
    touchedKeyBytes += seen.from().bytes().length + (long) seen.to().bytes().length;
    StateRange rest = last == null ? null : range.after(last);
    boolean isAtEnd = rest == null || rest.from().compareTo(rest.to()) >= 0;
    return new Page(withOwnChanges(below, seen), isAtEnd ? null : rest);
  }

  private List<StateEntry> withOwnChanges(List<StateEntry> below, StateRange seen) {
    if (ordered == null) {
      ordered = new TreeMap<>();
      entries.forEach(entry -> ordered.put(entry.key, entry));
    }
    TreeMap<StateKey, byte[]> now = new TreeMap<>();
    below.forEach(entry -> now.put(entry.key(), entry.value()));
    for (OverlayEntry entry : ordered.subMap(seen.from(), seen.to()).values()) {
      now.compute(entry.key, (key, before) -> entry.now(before));
    }
    List<StateEntry> listed = new ArrayList<>(now.size());
    now.forEach((key, value) -> listed.add(new StateEntry(key, value)));
    return listed;
  }

  /** The number of distinct keys that were touched, and of ranges that were listed. */
  int touchedKeys() {
    return entries.size() + scans.size();
  }

  /** The bytes of these keys and of the ends of these ranges, their prefixes included. */
  long touchedKeyBytes() {
    return touchedKeyBytes;
  }

  /** The bytes of all values that were put, those included that were overwritten later. */
  long writtenBytes() {
    return writtenBytes;
  }

  private void fetch(OverlayEntry entry) {
    if (!entry.fetched) {
      entry.before = view.read(entry.key);
      entry.fetched = true;
    }
  }

  private OverlayEntry entry(StateKey key) {
    OverlayEntry entry = byKey.get(key);
    if (entry == null) {
      entry = new OverlayEntry(key);
      byKey.put(key, entry);
      entries.add(entry);
      if (ordered != null) {
        ordered.put(key, entry);
      }
      touchedKeyBytes += key.bytes().length;
    }
    return entry;
  }

  /** What was learned of keys, in the order in which they were first touched, then of ranges. */
  public List<Observation> observations() {
    List<Observation> observations = new ArrayList<>(entries.size() + scans.size());
    for (OverlayEntry entry : entries) {
      entry.addObservations(observations);
    }
    observations.addAll(scans);
    return observations;
  }

  /** The changes, by key; what was read and has the same value again is left out. */
  public List<Write> writes() {
    List<Write> writes = new ArrayList<>();
    for (OverlayEntry entry : entries) {
      if (entry.added != null) {
        writes.add(Write.addition(entry.key, entry.added));
      } else if (entry.changed && !entry.isUnchanged()) {
        writes.add(new Write(entry.key, entry.after));
      }
    }
    if (writes.size() > 1) {
      writes.sort(BY_KEY);
    }
    return writes;
  }
}
