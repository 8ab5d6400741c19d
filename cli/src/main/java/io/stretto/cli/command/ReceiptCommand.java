package io.stretto.cli.command;

import io.stretto.cli.console.CommandException;
import io.stretto.cli.console.Session;
import io.stretto.client.StateQueries;
import io.stretto.protocol.Receipt;
import io.stretto.protocol.TransactionRules;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the receipt of a transaction. */
@Command(
    name = "receipt",
    description = "Shows the receipt of a committed transaction.",
    footer = {
      "",
      "Examples:",
      "  stretto receipt order-4711",
      "  stretto receipt order-4711 --json"
    })
public final class ReceiptCommand extends BaseCommand {

  @Mixin private ConnectionOptions connection;

  @Parameters(index = "0", paramLabel = "ID", description = "The transaction's id.")
  private String id;

  @Option(names = "--json", description = "Shows the receipt as JSON.")
  private boolean json;

  /** Creates the command. */
  public ReceiptCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    Checks.length("ID", id, 1, TransactionRules.ID_LIMIT_BYTES);
    try (StateQueries queries = connection.queries()) {
      Receipt receipt =
          queries
              .receipt(id)
              .orElseThrow(
                  () ->
                      CommandException.failed(
                          "no receipt of transaction " + id + " in ledger " + connection.ledger()));
      return ReceiptOutput.print(session, receipt, json);
    }
  }
}
