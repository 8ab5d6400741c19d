package io.stretto.cli.command;

import io.stretto.cli.console.ExitCodes;
import io.stretto.cli.console.Progress;
import io.stretto.cli.console.Session;
import io.stretto.cli.verify.Verdict;
import io.stretto.cli.verify.Verification;
import io.stretto.wasm.engine.EngineMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Holds a ledger against the serial oracle. */
@Command(
    name = "verify",
    description = {
      "Executes a ledger's log again, one transaction after another, and compares every receipt,",
      "every block's digest and a sample of the state with what the cluster committed.",
      "The exit code is 1 where anything differs."
    },
    footer = {
      "",
      "Examples:",
      "  stretto verify",
      "  stretto verify --ledger 3 --mode interpreted --json"
    })
public final class VerifyCommand extends BaseCommand {

  @Mixin private ConnectionOptions connection;

  @Option(
      names = "--mode",
      defaultValue = "COMPILED",
      description = "How contracts are executed: ${COMPLETION-CANDIDATES}. Default: compiled.")
  private EngineMode mode;

  @Option(
      names = "--state-keys",
      paramLabel = "N",
      defaultValue = "1000",
      description =
          "How many entries of the state to ask the state store for; 0 for none. Default:"
              + " ${DEFAULT-VALUE}.")
  private int stateKeys;

  @Option(names = "--json", description = "Shows the verdict as JSON.")
  private boolean json;

  /** Creates the command. */
  public VerifyCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    LedgerCheck.ensureExists(connection);
    Progress progress = new Progress(session, "verified", 0);
    Verdict verdict =
        new Verification(connection.cluster(), connection.ledger(), mode)
            .withState(connection.http(), stateKeys)
            .run(progress::show);
    progress.end();
    if (json) {
      session.out().println(verdict.toJson());
    } else if (verdict.isEqual()) {
      session
          .out()
          .println(
              "equal: "
                  + verdict.transactionsChecked()
                  + " transactions up to block "
                  + verdict.height()
                  + ", "
                  + verdict.keysChecked()
                  + " entries of the state, digest "
                  + verdict.stateDigest());
    } else {
      session.out().println("DIFFERENT: " + verdict.firstDifference().orElse(""));
    }
    return verdict.isEqual() ? ExitCodes.OK : ExitCodes.FAILED;
  }
}
