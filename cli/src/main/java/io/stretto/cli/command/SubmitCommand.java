package io.stretto.cli.command;

import io.stretto.cli.bulk.BulkReport;
import io.stretto.cli.bulk.BulkSubmission;
import io.stretto.cli.bulk.LineException;
import io.stretto.cli.bulk.NumberedRequest;
import io.stretto.cli.bulk.TransactionLine;
import io.stretto.cli.console.CommandException;
import io.stretto.cli.console.Progress;
import io.stretto.cli.console.Session;
import io.stretto.client.ClientSettings;
import io.stretto.client.StrettoClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Submits a file of transactions. */
@Command(
    name = "submit",
    description = {
      "Submits a file of transactions, one JSON object a line, in the order of its lines.",
      "Fields: contract, function, sender; args (text) or argsHex; deposit, id, gas,",
      "priority, accessList [{key or keyHex, mode READ or WRITE, contract}].",
      "A line that is no transaction is reported with its number and left out; the exit code is"
          + " then 1."
    },
    footer = {
      "",
      "Examples:",
      "  stretto submit transactions.ndjson",
      "  generate | stretto submit - --wait --json",
      "  a line: {\"contract\":\"gold\",\"function\":\"transfer\",\"args\":\"bob 30\","
          + "\"sender\":\"alice\",\"id\":\"t1\"}"
    })
public final class SubmitCommand extends BaseCommand {

  @Mixin private ConnectionOptions connection;

  @Parameters(index = "0", paramLabel = "FILE", description = "The file; - is standard input.")
  private String file;

  @Option(names = "--wait", description = "Waits for all receipts and counts their outcomes.")
  private boolean wait;

  @Option(names = "--json", description = "Shows the counts as JSON.")
  private boolean json;

  /** Creates the command. */
  public SubmitCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() throws InterruptedException {
    ClientSettings settings = connection.client();
    BulkReport report = new BulkReport(session.err());
    long startNanos = System.nanoTime();
    try (BufferedReader lines = open();
        StrettoClient client =
            StrettoClient.connect(wait ? settings : settings.withoutReceipts())) {
      Progress progress = new Progress(session, "acknowledged", 0);
      BulkSubmission submission = new BulkSubmission(client, report, progress, wait);
      sendAll(lines, submission, report);
      submission.finish();
    } catch (IOException e) {
      throw CommandException.usage("submit: cannot read " + file + " (" + e.getMessage() + ")", e);
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    BulkOutput.print(session, report.toJson(millis, wait), json);
    return BulkOutput.exitCode(report);
  }

  private BufferedReader open() throws IOException {
    if (file.equals("-")) {
      return new BufferedReader(new InputStreamReader(session.in(), StandardCharsets.UTF_8));
    }
    Path path = Path.of(file);
    if (!Files.isReadable(path) || Files.isDirectory(path)) {
      throw CommandException.usage("submit: there is no file " + path + " that can be read");
    }
    return Files.newBufferedReader(path, StandardCharsets.UTF_8);
  }

  private static void sendAll(BufferedReader lines, BulkSubmission submission, BulkReport report)
      throws IOException {
    long number = 0;
    String line;
    while ((line = lines.readLine()) != null) {
      number++;
      if (submission.mustStop()) {
        report.addUnacknowledged(
            number, "this and all later lines were not sent, to keep the file's order");
        return;
      }
      if (!line.isBlank()) {
        send(number, line, submission, report);
      }
    }
  }

  private static void send(long number, String line, BulkSubmission submission, BulkReport report) {
    try {
      submission.send(new NumberedRequest(number, TransactionLine.parse(line)));
    } catch (LineException e) {
      report.addInvalid(number, e.getMessage());
    }
  }
}
