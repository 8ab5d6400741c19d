package io.stretto.cli.command;

import io.stretto.cli.console.Amounts;
import io.stretto.cli.console.Session;
import io.stretto.client.TransactionRequest;
import java.math.BigInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Transfers from one account's balance to another's. */
@Command(
    name = "transfer",
    description = {
      "Transfers from the sender's balance to another account's, and waits for the receipt.",
      "Tokens come from the account named issuer: it is the one whose balance may go below zero."
    },
    footer = {
      "",
      "Examples:",
      "  stretto transfer alice 1000000 --sender issuer",
      "  stretto transfer bob 250 --sender alice --id payment-7 --json"
    })
public final class TransferCommand extends BaseCommand {

  @Mixin private ConnectionOptions connection;
  @Mixin private SubmissionOptions submission;

  @Parameters(index = "0", paramLabel = "ACCOUNT", description = "The account that receives.")
  private String account;

  @Parameters(
      index = "1",
      paramLabel = "AMOUNT",
      description = "How much, in the smallest unit: " + Amounts.FORM + ".")
  private String amount;

  @Option(
      names = "--sender",
      required = true,
      paramLabel = "ACCOUNT",
      description = "The account that gives.")
  private String sender;

  /** Creates the command. */
  public TransferCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    Checks.name("ACCOUNT", account);
    BigInteger parsed = Amounts.parse("AMOUNT", amount);
    return submission.submit(
        session, connection, TransactionRequest.transfer(account, parsed, sender));
  }
}
