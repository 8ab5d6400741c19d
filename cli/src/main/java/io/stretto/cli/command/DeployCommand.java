package io.stretto.cli.command;

import io.stretto.cli.console.Bytes;
import io.stretto.cli.console.Session;
import io.stretto.client.TransactionRequest;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Deploys a contract. */
@Command(
    name = "deploy",
    description = "Deploys a WebAssembly module as a contract, or upgrades the one of that name.",
    footer = {
      "",
      "Examples:",
      "  stretto deploy token.wasm --as gold",
      "  stretto deploy token.wasm --as gold --sender treasury --json"
    })
public final class DeployCommand extends BaseCommand {

  @Mixin private ConnectionOptions connection;
  @Mixin private SubmissionOptions submission;

  @Parameters(index = "0", paramLabel = "FILE", description = "The module, a .wasm file.")
  private Path file;

  @Option(
      names = "--as",
      required = true,
      paramLabel = "NAME",
      description = "The contract's name.")
  private String name;

  @Option(
      names = "--sender",
      defaultValue = "owner",
      description = "The account that owns the contract. Default: ${DEFAULT-VALUE}.")
  private String sender;

  /** Creates the command. */
  public DeployCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    Checks.name("--as", name);
    byte[] code = Bytes.readFile("deploy", file);
    TransactionRequest request = TransactionRequest.deployment(name, code, sender);
    return submission.submit(session, connection, request);
  }
}
