package io.stretto.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stretto.cli.console.ExitCodes;
import io.stretto.cli.console.Json;
import io.stretto.cli.console.Session;
import io.stretto.client.StateQueries;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads the balance of an account. */
@Command(
    name = "balance",
    description = "Reads the committed balance of an account, in the smallest unit.",
    footer = {"", "Examples:", "  stretto balance alice", "  stretto balance issuer --json"})
public final class BalanceCommand extends BaseCommand {

  @Mixin private ConnectionOptions connection;

  @Parameters(
      index = "0",
      paramLabel = "ACCOUNT",
      description = "The account, which may be a contract's name.")
  private String account;

  @Option(names = "--json", description = "Shows balance and height as JSON.")
  private boolean json;

  /** Creates the command. */
  public BalanceCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    Checks.name("ACCOUNT", account);
    try (StateQueries queries = connection.queries()) {
      StateQueries.Balance balance = queries.balance(account);
      if (json) {
        ObjectNode answer = Json.object();
        answer.put("balance", balance.amount().toString());
        answer.put("height", balance.height());
        session.out().println(answer);
      } else {
        session.out().println(balance.amount());
      }
      return ExitCodes.OK;
    }
  }
}
