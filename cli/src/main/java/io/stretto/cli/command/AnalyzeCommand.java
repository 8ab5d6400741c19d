package io.stretto.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stretto.cli.console.Bytes;
import io.stretto.cli.console.CommandException;
import io.stretto.cli.console.ExitCodes;
import io.stretto.cli.console.Json;
import io.stretto.cli.console.Session;
import io.stretto.wasm.ContractAnalysis;
import io.stretto.wasm.ContractAnalyzer;
import io.stretto.wasm.bytecode.InvalidCodeException;
import io.stretto.wasm.gas.GasSchedule;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a contract's code tells without running it. */
@Command(
    name = "analyze",
    description = "Shows what a module's code tells: whether it is accepted, functions, gas, keys.",
    footer = {
      "",
      "Examples:",
      "  stretto analyze token.wasm",
      "  stretto analyze token.wasm --json"
    })
public final class AnalyzeCommand extends BaseCommand {

  @Parameters(index = "0", paramLabel = "FILE", description = "The module, a .wasm file.")
  private Path file;

  @Option(names = "--json", description = "Shows the analysis as JSON.")
  private boolean json;

  /** Creates the command. */
  public AnalyzeCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    byte[] code = Bytes.readFile("analyze", file);
    try {
      ContractAnalysis analysis = new ContractAnalyzer(GasSchedule.VERSION_1).analyze(code);
      if (json) {
        session.out().println(toJson(analysis));
      } else {
        print(session.out(), analysis);
      }
      return ExitCodes.OK;
    } catch (InvalidCodeException e) {
      throw CommandException.failed(file + " would be refused as a contract: " + e.getMessage());
    }
  }

  private static void print(PrintWriter out, ContractAnalysis analysis) {
    out.println(
        analysis.codeBytes()
            + " bytes, "
            + analysis.memoryPages()
            + " to "
            + analysis.memoryPagesMaximum()
            + " pages of memory");
    new TreeMap<>(analysis.functions())
        .forEach(
            (name, function) -> {
              String gas =
                  function.gasBound().isPresent()
                      ? "at most " + function.gasBound().getAsLong() + " gas"
                      : "unbounded gas";
              out.println(name + ": " + gas + (function.costsBySize() ? ", more by size" : ""));
              printSet(out, "  calls ", function.hostFunctions());
              printSet(out, "  keys  ", function.constantKeys());
            });
  }

  private static void printSet(PrintWriter out, String label, Set<String> words) {
    if (!words.isEmpty()) {
      out.println(label + String.join(", ", new TreeSet<>(words)));
    }
  }

  private static ObjectNode toJson(ContractAnalysis analysis) {
    ObjectNode json = Json.object();
    json.put("codeBytes", analysis.codeBytes());
    json.put("memoryPages", analysis.memoryPages());
    json.put("memoryPagesMaximum", analysis.memoryPagesMaximum());
    ObjectNode functions = json.putObject("functions");
    new TreeMap<>(analysis.functions())
        .forEach((name, function) -> addFunction(functions.putObject(name), function));
    return json;
  }

  private static void addFunction(ObjectNode json, ContractAnalysis.Function function) {
    if (function.gasBound().isPresent()) {
      json.put("gasBound", function.gasBound().getAsLong());
    } else {
      json.putNull("gasBound");
    }
    json.put("costsBySize", function.costsBySize());
    ArrayNode hostFunctions = json.putArray("hostFunctions");
    new TreeSet<>(function.hostFunctions()).forEach(hostFunctions::add);
    ArrayNode keys = json.putArray("constantKeysHex");
    new TreeSet<>(function.constantKeys()).forEach(keys::add);
  }
}
