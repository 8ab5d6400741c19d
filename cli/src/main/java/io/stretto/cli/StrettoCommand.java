package io.stretto.cli;

import io.stretto.cli.cluster.Role;
import io.stretto.cli.command.AnalyzeCommand;
import io.stretto.cli.command.BalanceCommand;
import io.stretto.cli.command.BenchCommand;
import io.stretto.cli.command.BenchEngineCommand;
import io.stretto.cli.command.BrokerCommand;
import io.stretto.cli.command.BundleCommand;
import io.stretto.cli.command.CallCommand;
import io.stretto.cli.command.ChaosCommand;
import io.stretto.cli.command.DemoCommand;
import io.stretto.cli.command.DeployCommand;
import io.stretto.cli.command.GetCommand;
import io.stretto.cli.command.ReceiptCommand;
import io.stretto.cli.command.ReplayCommand;
import io.stretto.cli.command.RoleCommand;
import io.stretto.cli.command.SimulateCommand;
import io.stretto.cli.command.StatusCommand;
import io.stretto.cli.command.SubmitCommand;
import io.stretto.cli.command.TransferCommand;
import io.stretto.cli.command.UpCommand;
import io.stretto.cli.command.VerifyCommand;
import io.stretto.cli.command.ViewCommand;
import io.stretto.cli.console.ExitCodes;
import io.stretto.cli.console.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code stretto} command; it does nothing itself. */
@Command(
    name = "stretto",
    mixinStandardHelpOptions = true,
    version = "stretto 0.1.0",
    synopsisSubcommandLabel = "COMMAND",
    description = "Ordered transactions, executed speculatively as WebAssembly on many machines.",
    footer = {
      "",
      "Exit codes: 0 ok, 1 a transaction or verification failed, 2 wrong usage or input,",
      "  3 the cluster does not answer, 4 an internal error.",
      "",
      "Examples:",
      "  stretto demo                     a cluster, a workload and its verification, in a minute",
      "  stretto up                       a cluster that stays, in this process",
      "  stretto call --help              more about a command, with examples"
    })
public final class StrettoCommand {

  private StrettoCommand() {}

  /** Runs the command and returns one of the {@link ExitCodes}. */
  public static int execute(Session session, String... arguments) {
    return commandLine(session).execute(arguments);
  }

  /** The command with all that it can do, for one session. */
  public static CommandLine commandLine(Session session) {
    CommandLine line =
        new CommandLine(new StrettoCommand())
            .addSubcommand(new DemoCommand(session))
            .addSubcommand(
                new CommandLine(new BenchCommand(session))
                    .addSubcommand(new BenchEngineCommand(session)))
            .addSubcommand(new ChaosCommand(session, Main.class))
            .addSubcommand(new SimulateCommand(session))
            .addSubcommand(new UpCommand(session))
            .addSubcommand(new BrokerCommand(session));
    for (Role role : Role.values()) {
      line.addSubcommand(role.word(), new RoleCommand(session, role));
    }
    line.addSubcommand(new DeployCommand(session))
        .addSubcommand(new CallCommand(session))
        .addSubcommand(new BundleCommand(session))
        .addSubcommand(new TransferCommand(session))
        .addSubcommand(new ViewCommand(session))
        .addSubcommand(new GetCommand(session))
        .addSubcommand(new BalanceCommand(session))
        .addSubcommand(new ReceiptCommand(session))
        .addSubcommand(new SubmitCommand(session))
        .addSubcommand(new ReplayCommand(session))
        .addSubcommand(new VerifyCommand(session))
        .addSubcommand(new StatusCommand(session))
        .addSubcommand(new AnalyzeCommand(session));
    return line.setOut(session.out())
        .setErr(session.err())
        .setExpandAtFiles(false)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(100)
        .setParameterExceptionHandler(Failures::onParameters)
        .setExecutionExceptionHandler(Failures::onExecution);
  }
}
