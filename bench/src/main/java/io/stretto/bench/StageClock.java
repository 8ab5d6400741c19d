package io.stretto.bench;

import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;

/** How long the stages of a way have taken, by name. Used by one thread. */
final class StageClock {

  private final Map<String, Long> nanos = new TreeMap<>();

  /** Adds the time since a {@link System#nanoTime} to a stage. */
  void add(String stage, long startNanos) {
    nanos.merge(stage, System.nanoTime() - startNanos, Long::sum);
  }

  /** Moves time from a stage to another that ran inside it. */
  void move(String from, String to, long spentNanos) {
    nanos.merge(from, -spentNanos, Long::sum);
    nanos.merge(to, spentNanos, Long::sum);
  }

  void reset() {
    nanos.clear();
  }

  long totalNanos() {
    return nanos.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Prints a line a stage, in the order of their names, each with the microseconds of one item. */
  void print(PrintStream out, int items) {
    nanos.forEach((stage, spent) -> out.printf("%-28s %7.2f us%n", stage, spent / 1e3 / items));
  }
}
