package io.stretto.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stretto.cli.console.Bytes;
import io.stretto.cli.console.ExitCodes;
import io.stretto.cli.console.Json;
import io.stretto.cli.console.Session;
import io.stretto.client.StateQueries;
import io.stretto.client.ViewReply;
import java.util.HexFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Calls a function that only reads. */
@Command(
    name = "view",
    description =
        "Calls a function that only reads, on the last committed block; prints the result.",
    footer = {
      "",
      "Examples:",
      "  stretto view gold balance_of alice",
      "  stretto view ETH balance_of text:0x5df9b87991262f6ba471f09758cde1c0fc1de734",
      "  stretto view counter get --json"
    })
public final class ViewCommand extends BaseCommand {

  @Mixin private ConnectionOptions connection;
  @Mixin private CallParameters parameters;

  @Option(
      names = "--sender",
      paramLabel = "ACCOUNT",
      defaultValue = "",
      description = "The account that the function sees as its caller.")
  private String sender;

  @Option(names = "--gas", paramLabel = "N", description = "The most gas to use.")
  private long gas = StateQueries.DEFAULT_VIEW_GAS;

  @Option(names = "--json", description = "Shows the whole answer as JSON.")
  private boolean json;

  /** Creates the command. */
  public ViewCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    Checks.range("--gas", gas, 0, Long.MAX_VALUE);
    if (!sender.isEmpty()) {
      Checks.name("--sender", sender);
    }
    StateQueries.ViewRequest request =
        new StateQueries.ViewRequest(
            parameters.contract(), parameters.function(), parameters.input(), gas, sender);
    try (StateQueries queries = connection.queries()) {
      ViewReply reply = queries.view(request);
      if (json) {
        session.out().println(toJson(reply));
      } else if (reply.hasSucceeded()) {
        session.out().println(Bytes.toReadable(reply.returnValue()));
      } else {
        session.err().println("stretto: " + reply.errorCode() + " " + reply.errorMessage());
      }
      return reply.hasSucceeded() ? ExitCodes.OK : ExitCodes.FAILED;
    }
  }

  private static ObjectNode toJson(ViewReply reply) {
    ObjectNode json = Json.object();
    json.put("status", reply.status());
    json.put("errorCode", reply.errorCode());
    json.put("errorMessage", reply.errorMessage());
    json.put("gasUsed", reply.gasUsed());
    json.put("returnHex", HexFormat.of().formatHex(reply.returnValue()));
    Json.addLogs(json, reply.logs());
    json.put("height", reply.height());
    return json;
  }
}
