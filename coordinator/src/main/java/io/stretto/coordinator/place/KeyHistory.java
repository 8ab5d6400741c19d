package io.stretto.coordinator.place;

import io.stretto.protocol.Position;
import io.stretto.protocol.StateKey;
import java.util.LinkedHashMap;

/**
 * Where each key was last expected to be written: which lane has its newest value, and since when
 * no other lane has touched it. Bounded: what is forgotten counts as written by anyone until then.
 */
final class KeyHistory {

  /**
   * The last expected write of a key.
   *
   * @param lane the lane that has it
   * @param position the position that writes it
   */
  record LastWrite(int lane, Position position) {}

  /** A key's last write, and the last block in which a lane other than its lane wrote it. */
  private record Entry(LastWrite last, long foreignHeight) {}

  private final int limit;

  /** The one written longest ago goes first; looking at an entry changes nothing. */
  private final LinkedHashMap<StateKey, Entry> writes;

  private long floorHeight;

  /**
   * Creates an empty history.
   *
   * @param limit how many keys to remember
   * @param floorHeight the height up to which anyone may have written anything
   */
  KeyHistory(int limit, long floorHeight) {
    this.limit = limit;
    this.floorHeight = floorHeight;
    this.writes = new LinkedHashMap<>(1024);
  }

  /** The last expected write; {@code null} where none is remembered. */
  LastWrite lastWrite(StateKey key) {
    Entry entry = writes.get(key);
    return entry == null ? null : entry.last();
  }

  /** From which height on a value known to a lane is good enough. */
  long freshFrom(StateKey key, int lane) {
    Entry entry = writes.get(key);
    if (entry == null) {
      return floorHeight;
    }
    return entry.last().lane() == lane ? entry.foreignHeight() : entry.last().position().height();
  }

  /** A transaction at a position is expected to write a key, or was seen to. */
  void written(StateKey key, int lane, Position position) {
    Entry entry = writes.get(key);
    LastWrite written = new LastWrite(lane, position);
    if (entry == null) {
      writes.put(key, new Entry(written, floorHeight));
      evict();
      return;
    }
    LastWrite last = entry.last();
    boolean isForeign = last.lane() != lane;
    if (!position.isBefore(last.position())) {
      long foreignHeight = isForeign ? last.position().height() : entry.foreignHeight();
      writes.putLast(key, new Entry(written, foreignHeight));
    } else if (isForeign) {
      long foreignHeight = Math.max(entry.foreignHeight(), position.height());
      writes.put(key, new Entry(last, foreignHeight));
    }
  }

  int size() {
    return writes.size();
  }

  private void evict() {
    if (writes.size() > limit) {
      Entry eldest = writes.pollFirstEntry().getValue();
      floorHeight = Math.max(floorHeight, eldest.last().position().height());
    }
  }
}
