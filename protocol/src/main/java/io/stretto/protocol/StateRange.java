package io.stretto.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.IntFunction;

/**
 * A range of keys.
 *
 * @param from the first key in it
 * @param to the first key behind it
 */
public record StateRange(StateKey from, StateKey to) {

  /** Whether a key lies in it. */
  public boolean contains(StateKey key) {
    return key.compareTo(from) >= 0 && key.compareTo(to) < 0;
  }

  /** The part of it up to and including a key. */
  public StateRange through(StateKey last) {
    return new StateRange(from, next(last));
  }

  /** The part of it behind a key. */
  public StateRange after(StateKey last) {
    return new StateRange(next(last), to);
  }

  private static StateKey next(StateKey key) {
    return StateKey.ofBytes(Arrays.copyOf(key.bytes(), key.bytes().length + 1));
  }

  /**
   * The first entries of a range where changes lie on top of what can be read.
   *
   * @param changes the changes in the range, {@code null} for what is deleted
   * @param limit how many entries are wanted at most
   * @param below reads so many of the range's first entries without the changes
   */
  public static List<StateEntry> overlaid(
      SortedMap<StateKey, byte[]> changes, int limit, IntFunction<List<StateEntry>> below) {
    int deleted = 0;
    for (byte[] value : changes.values()) {
      deleted += value == null ? 1 : 0;
    }
    return overlay(
        below.apply((int) Math.min((long) limit + deleted, Integer.MAX_VALUE)), changes, limit);
  }

  /**
   * The first entries of a range where changes lie on top of others.
   *
   * @param base the entries below, by ascending key: all of the range, or at least {@code limit}
   *     and as many more as the changes delete
   * @param changes the changes in the range, {@code null} for what is deleted
   * @param limit how many entries are wanted at most
   */
  static List<StateEntry> overlay(
      List<StateEntry> base, SortedMap<StateKey, byte[]> changes, int limit) {
    List<StateEntry> merged = new ArrayList<>();
    Iterator<Map.Entry<StateKey, byte[]>> upper = changes.entrySet().iterator();
    Map.Entry<StateKey, byte[]> change = upper.hasNext() ? upper.next() : null;
    int next = 0;
    while (merged.size() < limit && (next < base.size() || change != null)) {
      int order =
          change == null
              ? -1
              : next == base.size() ? 1 : base.get(next).key().compareTo(change.getKey());
      if (order < 0) {
        merged.add(base.get(next++));
        continue;
      }
      next += order == 0 ? 1 : 0;
      if (change.getValue() != null) {
        merged.add(new StateEntry(change.getKey(), change.getValue()));
      }
      change = upper.hasNext() ? upper.next() : null;
    }
    return merged;
  }

  /** A digest of the entries of a range, in order: equal digests mean equal entries. */
  public static Digest digest(List<StateEntry> entries) {
    CanonicalBytes bytes = new CanonicalBytes().putInt(entries.size());
    for (StateEntry entry : entries) {
      bytes.putBytes(entry.key().bytes()).putBytes(entry.value());
    }
    return bytes.sha256();
  }
}
