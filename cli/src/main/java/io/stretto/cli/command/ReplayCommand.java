package io.stretto.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stretto.cli.bulk.BulkReport;
import io.stretto.cli.bulk.BulkSubmission;
import io.stretto.cli.bulk.NumberedRequest;
import io.stretto.cli.console.Progress;
import io.stretto.cli.console.Session;
import io.stretto.cli.token.Funding;
import io.stretto.cli.token.TransferFile;
import io.stretto.cli.token.TransferFile.Movement;
import io.stretto.client.StrettoClient;
import io.stretto.client.TransactionRequest;
import io.stretto.contracts.ExampleContract;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Replays token movements of another chain. */
@Command(
    name = "replay",
    description = {
      "Replays token movements of a chain, in their order, on the example token contract.",
      "The file's columns: block,idx,kind,asset,sender,from,to,amount and any more. The kinds eth,",
      "eth_to_contract, erc20_transfer, erc20_transferFrom, erc20_approve are replayed; others are",
      "counted. Every asset is deployed as a contract of its name, and every payer gets before what"
          + " it will pay."
    },
    footer = {
      "",
      "Examples:",
      "  stretto replay transfers.csv.gz",
      "  stretto replay transfers.csv --no-funding --id-prefix run7 --json"
    })
public final class ReplayCommand extends BaseCommand {

  @Mixin private ConnectionOptions connection;

  @Parameters(index = "0", paramLabel = "FILE", description = "A .csv or .csv.gz file.")
  private Path file;

  @Option(names = "--no-funding", description = "Deploys and mints nothing.")
  private boolean noFunding;

  @Option(
      names = "--owner",
      paramLabel = "ACCOUNT",
      defaultValue = "owner",
      description = "The account that deploys and mints. Default: ${DEFAULT-VALUE}.")
  private String owner;

  @Option(
      names = "--id-prefix",
      paramLabel = "TEXT",
      description = "What ids begin with; the same again changes nothing. Default: a new one.")
  private String idPrefix = "replay" + Long.toHexString(System.currentTimeMillis());

  @Option(names = "--json", description = "Shows the counts as JSON.")
  private boolean json;

  /** Creates the command. */
  public ReplayCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() throws InterruptedException {
    TransferFile transfers = new TransferFile(file);
    Checks.name("--owner", owner);
    FirstReading first = new FirstReading(new Funding(owner));
    transfers.visit(first);
    BulkReport report = new BulkReport(session.err());
    ObjectNode counts;
    try (StrettoClient client = StrettoClient.connect(connection.client())) {
      int fundingTransactions = noFunding ? 0 : fund(client, first.funding, report);
      long startNanos = System.nanoTime();
      BulkReport replay = new BulkReport(session.err());
      Progress progress = new Progress(session, "committed", first.movements.get());
      BulkSubmission submission = new BulkSubmission(client, replay, progress, true);
      transfers.visit(new Sending(submission, replay));
      submission.finish();
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
      counts = replay.toJson(millis, true);
      counts.put("skippedLines", first.skipped.get());
      counts.put("contracts", first.funding.assets().size());
      counts.put("fundingTransactions", fundingTransactions);
      BulkOutput.print(session, counts, json);
      return Math.max(BulkOutput.exitCode(report), BulkOutput.exitCode(replay));
    }
  }

  private int fund(StrettoClient client, Funding funding, BulkReport report)
      throws InterruptedException {
    byte[] code = ExampleContract.TOKEN.code();
    Progress progress = new Progress(session, "funded", 0);
    BulkSubmission submission = new BulkSubmission(client, report, progress, true);
    int count = 0;
    for (String asset : funding.assets()) {
      TransactionRequest deployment = TransactionRequest.deployment(asset, code, owner);
      submission.send(new NumberedRequest(0, deployment.withId(idPrefix + "-d" + count++)));
    }
    for (var operation : funding.operations()) {
      TransactionRequest request = operation.toRequest().withId(idPrefix + "-f" + count++);
      submission.send(new NumberedRequest(0, request));
    }
    submission.finish();
    return count;
  }

  /** Adds up what will be needed. */
  private static final class FirstReading implements TransferFile.Visitor {

    private final Funding funding;
    private final AtomicLong movements = new AtomicLong();
    private final AtomicLong skipped = new AtomicLong();

    FirstReading(Funding funding) {
      this.funding = funding;
    }

    @Override
    public boolean movement(Movement movement) {
      movements.incrementAndGet();
      funding.add(movement.operation());
      return true;
    }

    @Override
    public void skipped() {
      skipped.incrementAndGet();
    }

    @Override
    public void invalid(long line, String reason) {
      // Reported at the second reading.
    }
  }

  /** Sends. */
  private final class Sending implements TransferFile.Visitor {

    private final BulkSubmission submission;
    private final BulkReport report;

    Sending(BulkSubmission submission, BulkReport report) {
      this.submission = submission;
      this.report = report;
    }

    @Override
    public boolean movement(Movement movement) {
      TransactionRequest request =
          movement.operation().toRequest().withId(idPrefix + "-" + movement.place());
      submission.send(new NumberedRequest(movement.line(), request));
      return !submission.mustStop();
    }

    @Override
    public void skipped() {
      // Counted at the first reading.
    }

    @Override
    public void invalid(long line, String reason) {
      report.addInvalid(line, reason);
    }
  }
}
