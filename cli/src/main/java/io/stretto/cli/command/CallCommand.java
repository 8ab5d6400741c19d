package io.stretto.cli.command;

import io.stretto.cli.Bytes;
import io.stretto.cli.Session;
import io.stretto.client.TransactionRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Submits one call and waits for its receipt. */
@Command(
    name = "call",
    description = "Submits a transaction that calls a function, and waits for its receipt.",
    footer = {
      "",
      "Examples:",
      "  stretto call gold mint \"alice 1000\" --sender treasury",
      "  stretto call gold transfer \"bob 30\" --sender alice --id order-4711 --json",
      "  stretto call store put @value.bin --sender alice --gas 50000000"
    })
public final class CallCommand extends BaseCommand {

  @Mixin private ConnectionOptions connection;
  @Mixin private SubmissionOptions submission;

  @Parameters(index = "0", paramLabel = "CONTRACT", description = "The contract's name.")
  private String contract;

  @Parameters(index = "1", paramLabel = "FUNCTION", description = "The function's name.")
  private String function;

  @Parameters(
      index = "2",
      arity = "0..1",
      defaultValue = "",
      paramLabel = "ARGS",
      description = "The function's input. " + Bytes.FORMS)
  private String arguments;

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

  /** Creates the command. */
  public CallCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    byte[] input = Bytes.parse("ARGS", arguments);
    TransactionRequest request =
        TransactionRequest.call(contract, function, input, sender).withPriority(priority);
    return submission.submit(session, connection, request);
  }
}
