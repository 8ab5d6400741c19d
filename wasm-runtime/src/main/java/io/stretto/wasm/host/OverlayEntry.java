package io.stretto.wasm.host;

import io.stretto.protocol.Fingerprint;
import io.stretto.protocol.Int128;
import io.stretto.protocol.Observation;
import io.stretto.protocol.StateKey;
import io.stretto.wasm.host.StorageOverlay.Addition;
import java.util.Arrays;
import java.util.List;

/** What one execution knows of one key, what it has learned by that, and what it has changed. */
final class OverlayEntry {

  final StateKey key;

  /** Whether {@link #before} is known. */
  boolean fetched;

  /** The value before this execution, {@code null} where absent. */
  byte[] before;

  boolean valueObserved;
  boolean presenceObserved;

  /** Whether {@link #after} stands in place of what was there. */
  boolean changed;

  byte[] after;

  /** What is added to the number that was there; {@code null} where nothing is. */
  Int128 added;

  /** An observation of the value that was made elsewhere already. */
  Observation.Exact given;

  /** The number before lies in this range; {@code null} as long as nothing was added. */
  private Int128 low;

  private Int128 high;

  OverlayEntry(StateKey key) {
    this.key = key;
  }

  /** What changes of an entry are, to be put back. */
  record Undo(OverlayEntry entry, boolean changed, byte[] after, Int128 added) {
    void apply() {
      entry.changed = changed;
      entry.after = after;
      entry.added = added;
    }
  }

  Undo undo() {
    return new Undo(this, changed, after, added);
  }

  /** Puts a value, or {@code null}, in place of what was there and of what was added. */
  void change(byte[] value) {
    changed = true;
    after = value;
    added = null;
  }

  /** Makes a value of what was added to a number that is known now. */
  void resolve() {
    if (added != null) {
      change(Int128.ofValue(before).add(added).encode());
    }
  }

  /** The value now, where the one before is given; {@code null} where there is none. */
  byte[] now(byte[] valueBefore) {
    if (added == null) {
      return changed ? after : valueBefore;
    }
    // A view that is no state may show another value than it did when something was added to it.
    boolean canAdd = Int128.isNumber(valueBefore) && Int128.ofValue(valueBefore).canAdd(added);
    return canAdd ? Int128.ofValue(valueBefore).add(added).encode() : valueBefore;
  }

  /** Adds; {@link #before} is known, unless the value was changed. */
  Addition add(Int128 amount, Int128 minimum, Int128 maximum) {
    Int128 sum = added == null ? Int128.ZERO : added;
    if (changed || valueObserved || !sum.canAdd(amount)) {
      valueObserved |= !changed;
      resolve();
      return addToKnown(amount, minimum, maximum);
    }
    if (!Int128.isNumber(before)) {
      valueObserved = true;
      return Addition.NO_NUMBER;
    }
    return addToBounded(sum.add(amount), minimum, maximum);
  }

  private Addition addToKnown(Int128 amount, Int128 minimum, Int128 maximum) {
    byte[] value = changed ? after : before;
    if (!Int128.isNumber(value)) {
      return Addition.NO_NUMBER;
    }
    Int128 number = Int128.ofValue(value);
    if (!number.canAdd(amount)) {
      return Addition.OUT_OF_BOUNDS;
    }
    Int128 sum = number.add(amount);
    if (sum.compareTo(minimum) < 0 || sum.compareTo(maximum) > 0) {
      return Addition.OUT_OF_BOUNDS;
    }
    change(sum.encode());
    return Addition.DONE;
  }

  private Addition addToBounded(Int128 more, Int128 minimum, Int128 maximum) {
    Int128 number = Int128.ofValue(before);
    if (low == null) {
      low = Int128.MINIMUM;
      high = Int128.MAXIMUM;
    }
    Int128 least = minimum.subtractClamped(more);
    Int128 greatest = maximum.subtractClamped(more);
    if (isBeyond(least, more, minimum, Int128.MAXIMUM)
        || isBeyond(greatest, more, maximum, Int128.MINIMUM)) {
      return Addition.OUT_OF_BOUNDS; // of any number: nothing is learned but that it is one
    }
    if (number.compareTo(least) < 0) {
      high = high.min(least.add(Int128.of(-1)));
      return Addition.OUT_OF_BOUNDS;
    }
    if (number.compareTo(greatest) > 0) {
      low = low.max(greatest.add(Int128.of(1)));
      return Addition.OUT_OF_BOUNDS;
    }
    low = low.max(least);
    high = high.min(greatest);
    added = more;
    return Addition.DONE;
  }

  /** Whether a difference, limited to all numbers, lies in truth beyond the given end of them. */
  private static boolean isBeyond(Int128 difference, Int128 more, Int128 bound, Int128 end) {
    boolean isExact = difference.canAdd(more) && difference.add(more).equals(bound);
    return !isExact && difference.equals(end);
  }

  void addObservations(List<Observation> observations) {
    if (given != null) {
      observations.add(given);
    } else if (valueObserved) {
      observations.add(new Observation.Exact(key, Fingerprint.of(before)));
    } else {
      if (presenceObserved) {
        observations.add(new Observation.Presence(key, before != null));
      }
      if (low != null) {
        observations.add(new Observation.Bound(key, low, high));
      }
    }
  }

  /**
   * Whether a write can be left out: only where an observation guarantees that it changes nothing,
   * of the value, or of the absence of what is deleted.
   */
  boolean isUnchanged() {
    return valueObserved
        ? Arrays.equals(before, after)
        : presenceObserved && before == null && after == null;
  }
}
