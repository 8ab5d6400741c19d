package io.stretto.simulation.log;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The in-memory twin of one partition of a topic: records in the order appended, each at an offset.
 * Offsets may have gaps, where Kafka keeps control records.
 *
 * @param <R> the type of the records
 */
public final class SimulatedLog<R> {

  /**
   * A record in a log.
   *
   * @param offset its offset
   * @param atMillis when it was appended
   * @param value the record, {@code null} for one without a value
   */
  public record Entry<R>(long offset, long atMillis, R value) {}

  private final long firstOffset;

  /** By offset less the first one; {@code null} where there is a gap. */
  private final List<Entry<R>> entries = new ArrayList<>();

  private Consumer<Entry<R>> listener = entry -> {};

  /** Creates a log that begins at an offset. */
  public SimulatedLog(long firstOffset) {
    this.firstOffset = firstOffset;
  }

  /** Has somebody told of every record that is appended from now on. */
  public void listen(Consumer<Entry<R>> newListener) {
    listener = newListener;
  }

  /** Appends a record. */
  public void append(R value, long nowMillis) {
    Entry<R> entry = new Entry<>(end(), nowMillis, value);
    entries.add(entry);
    listener.accept(entry);
  }

  /** Leaves an offset out. */
  public void skip() {
    entries.add(null);
  }

  /** The record at an offset from the first one on; {@code null} where there is a gap. */
  public Entry<R> get(long offset) {
    return entries.get(Math.toIntExact(offset - firstOffset));
  }

  /** The first offset. */
  public long first() {
    return firstOffset;
  }

  /** The offset that comes next. */
  public long end() {
    return firstOffset + entries.size();
  }
}
