package io.stretto.cli.command;

import io.stretto.cli.console.CommandException;
import io.stretto.cli.console.Session;
import io.stretto.client.ClientSettings;
import io.stretto.client.StrettoClient;
import io.stretto.client.StrettoException;
import io.stretto.client.TransactionRequest;
import io.stretto.protocol.Receipt;
import io.stretto.protocol.TransactionRules;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Option;

/** How one transaction is submitted and its receipt shown. */
public final class SubmissionOptions {

  private static final int MAXIMUM_TIMEOUT_SECONDS = 86_400;

  @Option(
      names = "--id",
      paramLabel = "ID",
      defaultValue = "",
      description = "The transaction's id; the same id again changes nothing. Default: a new one.")
  private String id;

  @Option(names = "--gas", paramLabel = "N", description = "The most gas it may use.")
  private Long gas;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "How long to wait for the receipt. Default: ${DEFAULT-VALUE}.")
  private int timeoutSeconds;

  @Option(names = "--json", description = "Shows the receipt as JSON.")
  private boolean json;

  /** Checks what was given before anybody is asked, submits, and shows the receipt. */
  int submit(Session session, ConnectionOptions connection, TransactionRequest request) {
    Checks.range("--timeout", timeoutSeconds, 1, MAXIMUM_TIMEOUT_SECONDS);
    Checks.length("--id", id, 0, TransactionRules.ID_LIMIT_BYTES);
    if (gas != null) {
      Checks.range("--gas", gas, 0, TransactionRules.GAS_LIMIT_MAXIMUM);
    }
    Checks.name("--sender", request.sender());
    TransactionRequest complete =
        gas == null ? request.withId(id) : request.withId(id).withGasLimit(gas);
    ClientSettings settings =
        connection.client().withReceiptTimeout(Duration.ofSeconds(timeoutSeconds));
    try (StrettoClient client = StrettoClient.connect(settings)) {
      Receipt receipt = client.submit(complete).get();
      return ReceiptOutput.print(session, receipt, json);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof StrettoException known
          ? known
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandException.failed("interrupted while waiting for the receipt");
    }
  }
}
