package io.stretto.cli.analyze;

import io.stretto.cli.console.Bytes;
import io.stretto.wasm.ContractAnalysis;
import io.stretto.wasm.bytecode.SymbolicBound;
import io.stretto.wasm.host.SizePrices.SizePrice;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** An analysis for people: one line a function, then what the line leaves out. */
public final class AnalysisTable {

  private static final int LINE_LENGTH = 100;

  private final PrintWriter out;
  private final ContractAnalysis analysis;

  private AnalysisTable(PrintWriter out, ContractAnalysis analysis) {
    this.out = out;
    this.analysis = analysis;
  }

  /** Prints an analysis, made by the schedule of the given version. */
  public static void print(PrintWriter out, ContractAnalysis analysis, int gasSchedule) {
    AnalysisTable table = new AnalysisTable(out, analysis);
    out.printf(
        Locale.ROOT,
        "accepted: %,d bytes of code, %s of memory, gas schedule %d%n",
        analysis.codeBytes(),
        pages(analysis.memoryPages(), analysis.memoryPagesMaximum()),
        gasSchedule);
    if (analysis.functions().isEmpty()) {
      out.println("There is no function that transactions can call.");
      return;
    }
    table.printFunctions();
    table.printDetails();
    table.printCounts();
    table.printPrices();
  }

  private static String pages(int initial, int maximum) {
    String most = maximum == initial ? "" : String.format(Locale.ROOT, " to %,d", maximum);
    return initial + most + (maximum == 1 ? " page" : " pages");
  }

  private void printFunctions() {
    Columns columns = new Columns(">", ">", ">", ">", ">");
    columns.add("function", "gas", "loops", "recursion", "pages", "keys");
    analysis
        .functions()
        .forEach(
            (name, function) ->
                columns.add(
                    visible(name),
                    gas(function),
                    count(function.loops()),
                    function.recursions().isEmpty() ? "-" : "yes",
                    String.valueOf(function.memoryPagesMaximum()),
                    count(function.constantKeys().size())));
    out.println();
    columns.print(out);
    out.println("gas: what happens once, sizes aside; + where what repeats comes on top");
  }

  private static String count(int number) {
    return number == 0 ? "-" : String.valueOf(number);
  }

  private static String gas(ContractAnalysis.Function function) {
    SymbolicBound gas = function.gas();
    if (gas.isExceeded()) {
      return "unbounded";
    }
    String more = gas.isFixed() ? "  " : " +";
    return String.format(Locale.ROOT, "%,d", gas.fixed()) + more;
  }

  private void printDetails() {
    analysis
        .functions()
        .forEach(
            (name, function) -> {
              out.println();
              out.println(visible(name));
              printBound(function);
              printList("calls", function.hostFunctions());
              printList("keys", function.constantKeys().stream().map(AnalysisTable::key).toList());
              if (function.growsMemory()) {
                printList("memory", List.of(growth(function)));
              }
              if (!function.recursions().isEmpty()) {
                printList("circles", function.recursions());
              }
            });
  }

  private String growth(ContractAnalysis.Function function) {
    int maximum = function.memoryPagesMaximum();
    return maximum == analysis.memoryPages()
        ? "asks for more and never gets it"
        : "may grow to " + String.format(Locale.ROOT, "%,d", maximum) + " pages";
  }

  private void printBound(ContractAnalysis.Function function) {
    String sized = function.costsBySize() ? " + sizes" : "";
    String bound =
        switch (function.gas().excess()) {
          case NONE -> function.gas().toText(analysis::nameOf) + sized;
          case TOO_MUCH_GAS -> "unbounded, more than any limit";
          case TOO_MANY_TERMS ->
              "unbounded, " + function.loops() + " loops: more terms than are shown";
        };
    printWrapped("gas", List.of(bound.split("(?<= )(?=\\+ )")), "");
  }

  private void printList(String label, Collection<String> words) {
    if (!words.isEmpty()) {
      printWrapped(label, List.copyOf(words), ", ");
    }
  }

  private void printWrapped(String label, List<String> parts, String separator) {
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "  %-7s ", label));
    int indent = line.length();
    for (int i = 0; i < parts.size(); i++) {
      String part = parts.get(i) + (i + 1 < parts.size() ? separator : "");
      if (line.length() > indent && line.length() + part.length() > LINE_LENGTH) {
        out.println(line.toString().stripTrailing());
        line.setLength(0);
        line.append(" ".repeat(indent));
      }
      line.append(part);
    }
    out.println(line.toString().stripTrailing());
  }

  private void printCounts() {
    if (analysis.loops().isEmpty() && analysis.recursions().isEmpty()) {
      return;
    }
    out.println();
    out.println("n: how often a loop goes back in one visit; r: how many calls follow in a circle");
    Columns columns = new Columns("<", "<");
    for (ContractAnalysis.Loop loop : analysis.loops()) {
      columns.add(
          "  " + loop.name(),
          "loop " + loop.place().ordinal() + " of " + visible(loop.functionName()),
          String.format(Locale.ROOT, "at byte 0x%x", loop.place().offset()));
    }
    for (ContractAnalysis.Recursion recursion : analysis.recursions()) {
      List<String> names = recursion.functionNames();
      String more = names.size() > 8 ? " and " + (names.size() - 8) + " more" : "";
      String first = String.join(", ", names.subList(0, Math.min(8, names.size())));
      columns.add("  " + recursion.name(), "calls among " + visible(first) + more, "");
    }
    columns.print(out);
  }

  private void printPrices() {
    out.println();
    out.println("sizes:");
    Columns columns = new Columns("<");
    columns.add("  arguments", analysis.argumentByteGas() + " each byte");
    analysis.sizePrices().forEach((name, prices) -> columns.add("  " + name, text(prices)));
    columns.print(out);
    out.println();
    out.println("A trap, and a limit that is passed, cost the whole gas limit whatever the bound.");
  }

  private static String text(List<SizePrice> prices) {
    return String.join(
        ", ",
        prices.stream()
            .map(price -> String.format(Locale.ROOT, "%,d each %s", price.gas(), price.unit()))
            .toList());
  }

  private static String key(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    String text = Bytes.toReadable(bytes);
    return bytes.length == 0 ? "\"\"" : text.startsWith("0x") ? text : '"' + visible(text) + '"';
  }

  /** Text without what a terminal obeys: names in code can hold it. */
  private static String visible(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point ->
                shown.appendCodePoint(
                    switch (Character.getType(point)) {
                      case Character.CONTROL,
                          Character.FORMAT,
                          Character.LINE_SEPARATOR,
                          Character.PARAGRAPH_SEPARATOR,
                          Character.SURROGATE ->
                          '?';
                      default -> point;
                    }));
    return shown.toString();
  }
}
