package io.stretto.cli.command;

import io.stretto.cli.console.Amounts;
import io.stretto.cli.console.Session;
import io.stretto.client.TransactionRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Submits one call and waits for its receipt. */
@Command(
    name = "call",
    description = "Submits a transaction that calls a function, and waits for its receipt.",
    footer = {
      "",
      "Examples:",
      "  stretto call gold mint \"alice 1000\" --sender treasury",
      "  stretto call gold transfer \"bob 30\" --sender alice --id order-4711 --json",
      "  stretto call ft ft_transfer '{\"receiver_id\":\"bob\",\"amount\":\"250\"}' --deposit 1"
          + " --sender alice",
      "  stretto call store put @value.bin --sender alice --gas 50000000"
    })
public final class CallCommand extends BaseCommand {

  @Mixin private ConnectionOptions connection;
  @Mixin private SubmissionOptions submission;
  @Mixin private CallParameters parameters;

  @Option(
      names = "--sender",
      required = true,
      paramLabel = "ACCOUNT",
      description = "The account that calls.")
  private String sender;

  @Option(
      names = "--priority",
      paramLabel = "N",
      defaultValue = "0",
      description = "Higher goes first where blocks are ordered by priority.")
  private int priority;

  @Option(
      names = "--deposit",
      paramLabel = "AMOUNT",
      defaultValue = "0",
      description =
          "What goes from the sender's balance to the contract's, in the smallest unit."
              + " Default: ${DEFAULT-VALUE}.")
  private String deposit;

  /** Creates the command. */
  public CallCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    TransactionRequest request =
        TransactionRequest.call(
                parameters.contract(), parameters.function(), parameters.input(), sender)
            .withPriority(priority)
            .withDeposit(Amounts.parse("--deposit", deposit));
    return submission.submit(session, connection, request);
  }
}
