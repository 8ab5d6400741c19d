package io.stretto.cli.command;

import io.stretto.cli.analyze.AnalysisJson;
import io.stretto.cli.analyze.AnalysisTable;
import io.stretto.cli.console.Bytes;
import io.stretto.cli.console.CommandException;
import io.stretto.cli.console.ExitCodes;
import io.stretto.cli.console.Session;
import io.stretto.wasm.ContractAnalysis;
import io.stretto.wasm.ContractAnalyzer;
import io.stretto.wasm.bytecode.InvalidCodeException;
import io.stretto.wasm.gas.GasSchedule;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a contract's code tells without running it. */
@Command(
    name = "analyze",
    description =
        "Shows what a module's code tells: whether it is accepted, and of each function its gas,"
            + " memory, host functions and keys.",
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
      GasSchedule schedule = GasSchedule.VERSION_1;
      ContractAnalysis analysis = new ContractAnalyzer(schedule).analyze(code);
      if (json) {
        session.out().println(AnalysisJson.of(analysis, schedule.version()));
      } else {
        AnalysisTable.print(session.out(), analysis, schedule.version());
      }
      return ExitCodes.OK;
    } catch (InvalidCodeException e) {
      throw CommandException.failed(file + " would be refused as a contract: " + e.getMessage());
    }
  }
}
