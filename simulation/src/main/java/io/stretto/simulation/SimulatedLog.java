package io.stretto.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * The in-memory twin of one partition of a topic: records in the order appended, at offsets from 0.
 *
 * @param <R> the type of the records
 */
final class SimulatedLog<R> {

  private final List<R> records = new ArrayList<>();

  void append(R record) {
    records.add(record);
  }

  R get(int offset) {
    return records.get(offset);
  }

  int end() {
    return records.size();
  }

  /** A reader's place in the log. */
  static final class Cursor<R> {

    private final SimulatedLog<R> log;
    private int next;

    Cursor(SimulatedLog<R> log, int next) {
      this.log = log;
      this.next = next;
    }

    boolean hasNext() {
      return next < log.end();
    }

    R next() {
      return log.get(next++);
    }

    int offset() {
      return next;
    }

    /** Goes back, as a reader does whose last commits of offsets were lost. */
    void rewind(int records) {
      next = Math.max(0, next - records);
    }
  }
}
