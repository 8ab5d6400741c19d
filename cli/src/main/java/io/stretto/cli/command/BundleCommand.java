package io.stretto.cli.command;

import io.stretto.cli.bundle.BundleFile;
import io.stretto.cli.console.Bytes;
import io.stretto.cli.console.CommandException;
import io.stretto.cli.console.Session;
import io.stretto.client.BundleBuilder;
import io.stretto.client.TransactionRequest;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Submits a file of operations as one transaction. */
@Command(
    name = "bundle",
    description = {
      "Submits a JSON array of operations as one transaction, and waits for its receipt.",
      "They are done in their order, and take effect together or not at all; where one may fail,",
      "it alone is undone and the others go on. The exit code is 0 where the transaction succeeds.",
      "A call: contract, function; arguments (JSON, or text as on the command line), deposit.",
      "A deployment: deploy (the module's file), contract. A transfer: transfer (the account),",
      "amount. Each: gas (the most that it may use), mayFail (true or false)."
    },
    footer = {
      "",
      "Examples:",
      "  stretto bundle order.json --sender alice",
      "  generate | stretto bundle - --sender alice --json",
      "  a file: [{\"contract\":\"gold\",\"function\":\"ft_transfer\",\"deposit\":\"1\",",
      "            \"arguments\":{\"receiver_id\":\"bob\",\"amount\":\"250\"}},",
      "           {\"transfer\":\"bob\",\"amount\":\"7\",\"mayFail\":true}]"
    })
public final class BundleCommand extends BaseCommand {

  @Mixin private ConnectionOptions connection;
  @Mixin private SubmissionOptions submission;

  @Parameters(index = "0", paramLabel = "FILE", description = "The file; - is standard input.")
  private String file;

  @Option(
      names = "--sender",
      required = true,
      paramLabel = "ACCOUNT",
      description = "The account that calls, deploys and gives.")
  private String sender;

  @Option(
      names = "--priority",
      paramLabel = "N",
      defaultValue = "0",
      description = "Higher goes first where blocks are ordered by priority.")
  private int priority;

  /** Creates the command. */
  public BundleCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    BundleBuilder bundle = TransactionRequest.bundle(sender);
    BundleFile.parse(file.equals("-") ? "standard input" : file, content()).forEach(bundle::add);
    return submission.submit(session, connection, bundle.build().withPriority(priority));
  }

  private byte[] content() {
    if (!file.equals("-")) {
      return Bytes.readFile("bundle", Path.of(file));
    }
    try {
      return session.in().readAllBytes();
    } catch (IOException e) {
      throw CommandException.usage("bundle: cannot read standard input (" + e + ")", e);
    }
  }
}
