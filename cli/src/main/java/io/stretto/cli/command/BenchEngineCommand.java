package io.stretto.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stretto.bench.engine.EngineBenchmark;
import io.stretto.bench.engine.EngineTable;
import io.stretto.bench.engine.Machine;
import io.stretto.bench.engine.Row;
import io.stretto.cli.console.ExitCodes;
import io.stretto.cli.console.Json;
import io.stretto.cli.console.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures the WebAssembly engine. */
@Command(
    name = "engine",
    description = {
      "Measures the WebAssembly engine, in about five minutes, all in one run.",
      "Loops that compute, beside native code, V8, the interpreter and the same code without",
      "metering; host calls; calls on kept and on new instances; whole small transactions; a",
      "large contract's compilation. Native code needs a C compiler on the PATH, V8 needs node;",
      "what is not there is left out. A row that misses its aim ends in an exclamation mark."
    },
    footer = {
      "",
      "Examples:",
      "  stretto bench engine",
      "  stretto bench engine --rounds 51 'compute|transactions'",
      "  stretto bench engine --json host-calls"
    })
public final class BenchEngineCommand extends BaseCommand {

  @Parameters(
      paramLabel = "KINDS",
      arity = "0..1",
      defaultValue = "",
      description = {
        "Only the kinds in whose names this regular expression is found:",
        "compute, host-calls, calls, transactions, exchange, compilation."
      })
  private Pattern kinds;

  @Option(
      names = "--rounds",
      paramLabel = "K",
      defaultValue = "21",
      description = "How many rounds are measured, after the warm-up. Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(names = "--json", description = "Shows the figures as one JSON object.")
  private boolean json;

  /** Creates the command. */
  public BenchEngineCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() throws InterruptedException {
    Checks.range("--rounds", rounds, 1, 10_000);
    Machine machine = Machine.now();
    if (json) {
      List<Row> rows = new ArrayList<>();
      EngineBenchmark.run(kinds, rounds, rows::add);
      session.out().println(json(machine, rows));
    } else {
      session.out().println(EngineTable.line(machine) + "\n\n" + EngineTable.HEAD);
      EngineBenchmark.run(kinds, rounds, this::show);
    }
    return ExitCodes.OK;
  }

  private void show(Row row) {
    session.out().println(EngineTable.line(row));
    session.out().flush();
  }

  private ObjectNode json(Machine machine, List<Row> rows) {
    ObjectNode root = Json.object();
    root.put("cores", machine.cores());
    root.put("processor", machine.processor());
    root.put("java", machine.java());
    machine.options().forEach(root.putArray("options")::add);
    root.put("commit", machine.commit());
    root.put("load", machine.load());
    root.put("rounds", rounds);
    root.putArray("rows");
    for (Row row : rows) {
      ObjectNode node = root.withArray("rows").addObject();
      node.put("what", row.name());
      if (row.isMeasured()) {
        node.put("minimumNanos", row.nanos().minimum());
        node.put("medianNanos", row.nanos().median());
        node.put("maximumNanos", row.nanos().maximum());
      }
      row.ratios().forEach(ratio -> add(node.withArray("ratios").addObject(), ratio));
    }
    return root;
  }

  private static void add(ObjectNode node, Row.Ratio ratio) {
    node.put("of", ratio.of());
    node.put("value", ratio.value());
    if (ratio.aim() != Row.NO_AIM) {
      node.put("aim", ratio.aim());
      node.put("isReached", ratio.isReached());
    }
  }
}
