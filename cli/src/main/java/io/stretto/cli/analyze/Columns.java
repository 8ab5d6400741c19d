package io.stretto.cli.analyze;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Lines of words that are put below each other. */
final class Columns {

  private final List<String> alignments;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * Makes columns, of which the first is aligned to the left.
   *
   * @param alignments those of the others: {@code <} to the left, {@code >} to the right
   */
  Columns(String... alignments) {
    this.alignments = List.of(alignments);
  }

  void add(String... words) {
    rows.add(List.of(words));
  }

  void print(PrintWriter out) {
    int[] widths = new int[alignments.size() + 1];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        String gap = " ".repeat(widths[i] - row.get(i).length());
        boolean isRight = i > 0 && alignments.get(i - 1).equals(">");
        line.append(isRight ? gap + row.get(i) : row.get(i) + gap).append("  ");
      }
      out.println(line.toString().stripTrailing());
    }
  }
}
