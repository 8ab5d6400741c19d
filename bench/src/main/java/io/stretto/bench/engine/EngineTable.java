package io.stretto.bench.engine;

import java.util.Locale;
import java.util.stream.Collectors;

/** The table that people read, line by line, in Markdown. */
public final class EngineTable {

  /** The lines above the first row. */
  public static final String HEAD =
      """
      | what | µs, least | median | most | times as long as | |
      |---|---:|---:|---:|---|---|""";

  private EngineTable() {}

  /** The machine, in a line above the table. */
  public static String line(Machine machine) {
    return String.format(
        Locale.ROOT,
        "%s, %d cores, load %.1f; Java %s %s; commit %s",
        machine.processor(),
        machine.cores(),
        machine.load(),
        machine.java(),
        String.join(" ", machine.options()),
        machine.commit());
  }

  /** A row; one that does not reach its aim ends in an exclamation mark. */
  public static String line(Row row) {
    if (!row.isMeasured()) {
      return "| " + row.name() + " | | | | | |";
    }
    boolean isReached = row.ratios().stream().allMatch(Row.Ratio::isReached);
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %s | %s | %s |",
        row.name(),
        micros(row.nanos().minimum()),
        micros(row.nanos().median()),
        micros(row.nanos().maximum()),
        row.ratios().stream().map(EngineTable::ratio).collect(Collectors.joining(", ")),
        isReached ? "" : "!");
  }

  private static String micros(double nanos) {
    return String.format(Locale.ROOT, nanos < 100_000 ? "%,.3f" : "%,.0f", nanos / 1e3);
  }

  private static String ratio(Row.Ratio ratio) {
    String aim =
        ratio.aim() == Row.NO_AIM ? "" : String.format(Locale.ROOT, " (aim %.1f)", ratio.aim());
    return String.format(Locale.ROOT, "%s %.2f%s", ratio.of(), ratio.value(), aim);
  }
}
