package io.stretto.cli.command;

import io.stretto.cli.console.CommandException;
import io.stretto.cli.console.ExitCodes;
import io.stretto.cli.console.Progress;
import io.stretto.cli.console.Session;
import io.stretto.cli.verify.Verdict;
import io.stretto.cli.verify.VerdictText;
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
      "The exit code is 1 where anything differs, and 3 where the log is equal and the state could",
      "not be compared, because the state store does not answer."
    },
    footer = {
      "",
      "Examples:",
      "  stretto verify",
      "  stretto verify --ledger 3 --mode interpreted --json",
      "  stretto verify --log-only          where no state store runs"
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
          "How many entries of the state to ask the state store for, at most. Default:"
              + " ${DEFAULT-VALUE}.")
  private int stateKeys;

  @Option(
      names = "--log-only",
      description = "Compares receipts and digests alone, and asks no state store.")
  private boolean logOnly;

  @Option(names = "--json", description = "Shows the verdict as JSON.")
  private boolean json;

  /** Creates the command. */
  public VerifyCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    Checks.range("--state-keys", stateKeys, 1, Integer.MAX_VALUE);
    Verification verification = new Verification(connection.cluster(), connection.ledger(), mode);
    if (!logOnly) {
      verification.withState(connection.http(), stateKeys);
    }
    LedgerCheck.ensureExists(connection);
    Progress progress = new Progress(session, "verified", 0);
    Verdict verdict = verification.run(progress::show);
    progress.end();
    session.out().println(json ? verdict.toJson() : VerdictText.of(verdict));
    boolean isIncomplete = verdict.isEqual() && !verdict.state().isCompared() && !logOnly;
    if (isIncomplete) {
      throw CommandException.unreachable(
          VerdictText.omission(verdict) + "; --log-only compares the log alone", null);
    }
    return verdict.isEqual() ? ExitCodes.OK : ExitCodes.FAILED;
  }
}
