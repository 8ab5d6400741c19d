package io.stretto.simulation.script;

import io.stretto.protocol.Fingerprint;
import io.stretto.protocol.Int128;
import io.stretto.protocol.Observation;
import io.stretto.protocol.StateEntry;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.StateRange;
import io.stretto.protocol.Write;
import io.stretto.protocol.port.StateView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The state as one execution sees it: its own writes over the view, with a record of everything
 * that was learned from the view. Each key is read from the view once.
 */
final class Storage {

  private static final class Entry {
    boolean isFetched;
    byte[] before;
    boolean isExact;
    boolean isPresence;
    Int128 low = Int128.MINIMUM;
    Int128 high = Int128.MAXIMUM;
    boolean isBound;
    boolean isChanged;
    byte[] after;
    Int128 added;
  }

  /** What was written to one key. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Written(boolean isChanged, byte[] after, Int128 added) {
    private static final Written NOTHING = new Written(false, null, null);
  }

  private final StateView view;
  private final Map<StateKey, Entry> entries = new LinkedHashMap<>();
  private final List<Observation> scans = new ArrayList<>();

  Storage(StateView view) {
    this.view = view;
  }

  /** The value of a key, {@code null} where it has none. */
  byte[] read(StateKey key) {
    Entry entry = entry(key);
    if (entry.isChanged) {
      return entry.after;
    }
    fetch(key, entry);
    entry.isExact = true;
    if (entry.added != null) {
      put(key, Int128.ofValue(entry.before).add(entry.added).encode());
      return entry.after;
    }
    return entry.before;
  }

  /** Reads code, which its hash vouches for: only its absence is learned. */
  byte[] readCode(StateKey key) {
    Entry known = entries.get(key);
    if (known != null && known.isChanged) {
      return known.after;
    }
    byte[] code = view.read(key);
    if (code == null) {
      Entry entry = entry(key);
      entry.isFetched = true;
      entry.isExact = true;
    }
    return code;
  }

  /** Whether a key has a value; of the value nothing is learned. */
  boolean has(StateKey key) {
    Entry entry = entry(key);
    if (entry.isChanged) {
      return entry.after != null;
    }
    if (entry.added != null) {
      return true;
    }
    fetch(key, entry);
    entry.isPresence = true;
    return entry.before != null;
  }

  /** Gives a key a value, or takes it away by {@code null}, without learning what was there. */
  void put(StateKey key, byte[] value) {
    Entry entry = entry(key);
    entry.isChanged = true;
    entry.after = value;
    entry.added = null;
  }

  /** Adds to a number if the sum lies between two others; returns whether it does. */
  boolean add(StateKey key, Int128 amount, Int128 minimum, Int128 maximum) {
    Entry entry = entry(key);
    if (entry.isChanged || entry.isExact) {
      return addToKnown(key, amount, minimum, maximum);
    }
    fetch(key, entry);
    if (!Int128.isNumber(entry.before)) {
      entry.isExact = true;
      return false;
    }
    Int128 more = entry.added == null ? amount : entry.added.add(amount);
    Int128 low = minimum.subtractClamped(more);
    Int128 high = maximum.subtractClamped(more);
    Int128 number = Int128.ofValue(entry.before);
    entry.isBound = true;
    if (number.compareTo(low) < 0) {
      entry.high = entry.high.min(low.add(Int128.of(-1)));
      return false;
    }
    if (number.compareTo(high) > 0) {
      entry.low = entry.low.max(high.add(Int128.of(1)));
      return false;
    }
    entry.low = entry.low.max(low);
    entry.high = entry.high.min(high);
    entry.added = more;
    return true;
  }

  /** The first entries of a range as they were before this execution. */
  List<StateEntry> list(StateRange range, int limit) {
    List<StateEntry> listed = view.scan(range, limit);
    StateRange seen =
        listed.size() < limit ? range : range.through(listed.get(listed.size() - 1).key());
    scans.add(new Observation.Scan(seen, listed.size(), StateRange.digest(listed)));
    return listed;
  }

  /** What has been written so far, to go back to. */
  Map<StateKey, Written> written() {
    Map<StateKey, Written> written = new HashMap<>();
    entries.forEach(
        (key, entry) -> written.put(key, new Written(entry.isChanged, entry.after, entry.added)));
    return written;
  }

  /** Takes back what was written since; what was learned stays, since the failure rests on it. */
  void goBackTo(Map<StateKey, Written> written) {
    entries.forEach(
        (key, entry) -> {
          Written then = written.getOrDefault(key, Written.NOTHING);
          entry.isChanged = then.isChanged;
          entry.after = then.after;
          entry.added = then.added;
        });
  }

  List<Observation> observations() {
    List<Observation> observations = new ArrayList<>();
    entries.forEach(
        (key, entry) -> {
          if (entry.isExact) {
            observations.add(new Observation.Exact(key, Fingerprint.of(entry.before)));
            return;
          }
          if (entry.isPresence) {
            observations.add(new Observation.Presence(key, entry.before != null));
          }
          if (entry.isBound) {
            observations.add(new Observation.Bound(key, entry.low, entry.high));
          }
        });
    observations.addAll(scans);
    return observations;
  }

  List<Write> writes() {
    List<Write> writes = new ArrayList<>();
    entries.forEach(
        (key, entry) -> {
          if (entry.added != null) {
            writes.add(Write.addition(key, entry.added));
          } else if (entry.isChanged && !isUnchanged(entry)) {
            writes.add(new Write(key, entry.after));
          }
        });
    writes.sort(Comparator.comparing(Write::key));
    return writes;
  }

  private boolean addToKnown(StateKey key, Int128 amount, Int128 minimum, Int128 maximum) {
    byte[] value = read(key);
    if (!Int128.isNumber(value)) {
      return false;
    }
    Int128 sum = Int128.ofValue(value).add(amount);
    boolean isWithin = sum.compareTo(minimum) >= 0 && sum.compareTo(maximum) <= 0;
    if (isWithin) {
      put(key, sum.encode());
    }
    return isWithin;
  }

  private void fetch(StateKey key, Entry entry) {
    if (!entry.isFetched) {
      entry.before = view.read(key);
      entry.isFetched = true;
    }
  }

  private Entry entry(StateKey key) {
    return entries.computeIfAbsent(key, same -> new Entry());
  }

  /** Whether an observation guarantees that what is written changes nothing. */
  private static boolean isUnchanged(Entry entry) {
    return entry.isExact
        ? Arrays.equals(entry.before, entry.after)
        : entry.isPresence && entry.before == null && entry.after == null;
  }
}
