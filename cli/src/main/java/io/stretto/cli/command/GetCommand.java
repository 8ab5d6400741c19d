package io.stretto.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stretto.cli.console.Bytes;
import io.stretto.cli.console.CommandException;
import io.stretto.cli.console.ExitCodes;
import io.stretto.cli.console.Json;
import io.stretto.cli.console.Session;
import io.stretto.client.StateQueries;
import java.util.HexFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads one entry of a contract's storage. */
@Command(
    name = "get",
    description = "Reads the committed value of a key in a contract's storage.",
    footer = {"", "Examples:", "  stretto get gold b:alice", "  stretto get store 0x00ff --json"})
public final class GetCommand extends BaseCommand {

  @Mixin private ConnectionOptions connection;

  @Parameters(index = "0", paramLabel = "CONTRACT", description = "The contract's name.")
  private String contract;

  @Parameters(index = "1", paramLabel = "KEY", description = "The key. " + Bytes.FORMS)
  private String key;

  @Option(names = "--json", description = "Shows value and height as JSON.")
  private boolean json;

  /** Creates the command. */
  public GetCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    Checks.name("CONTRACT", contract);
    byte[] keyBytes = Bytes.parse("KEY", key);
    try (StateQueries queries = connection.queries()) {
      StateQueries.StateValue found =
          queries
              .value(contract, keyBytes)
              .orElseThrow(
                  () -> CommandException.failed(contract + " has nothing under the key " + key));
      if (json) {
        ObjectNode answer = Json.object();
        answer.put("valueHex", HexFormat.of().formatHex(found.value()));
        answer.put("height", found.height());
        session.out().println(answer);
      } else {
        session.out().println(Bytes.toReadable(found.value()));
      }
      return ExitCodes.OK;
    }
  }
}
