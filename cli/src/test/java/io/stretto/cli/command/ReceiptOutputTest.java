package io.stretto.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stretto.cli.cluster.AbsentRoles;
import io.stretto.cli.console.ExitCodes;
import io.stretto.cli.console.Json;
import io.stretto.cli.console.Session;
import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.OperationOutcome;
import io.stretto.protocol.Position;
import io.stretto.protocol.Receipt;
import io.stretto.protocol.ReceiptStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How receipts of bundles are shown. */
final class ReceiptOutputTest {

  private static final List<OperationOutcome> OUTCOMES =
      List.of(
          new OperationOutcome(ErrorCode.NONE, "", 40, "\"25\"".getBytes(UTF_8)),
          new OperationOutcome(ErrorCode.PANIC, "no money", 30, new byte[0]),
          new OperationOutcome(ErrorCode.TRAP, "", 20, new byte[0]));

  private final StringWriter out = new StringWriter();
  private final Session session =
      new Session(
          new AbsentRoles(),
          InputStream.nullInputStream(),
          new PrintWriter(out),
          new PrintWriter(out),
          false);

  private static Receipt receipt(ErrorCode code, List<OperationOutcome> operations) {
    return new Receipt(
        "b1",
        new Position(7, 2),
        9,
        ReceiptStatus.SUCCEEDED,
        code,
        "",
        90,
        new byte[0],
        List.of(),
        operations,
        Optional.empty(),
        1);
  }

  @Test
  void eachOperationHasALine() {
    int exitCode = ReceiptOutput.print(session, receipt(ErrorCode.NONE, OUTCOMES), false);
    assertThat(out.toString().lines())
        .containsExactly(
            "SUCCEEDED at 7/2, 90 gas",
            "transaction: b1",
            "operation 0: ok, 40 gas, returned \"25\"",
            "operation 1: PANIC no money, 30 gas",
            "operation 2: TRAP, 20 gas");
    assertThat(exitCode).isEqualTo(ExitCodes.OK);
  }

  @Test
  void jsonTellsOfEachOperation() throws IOException {
    ReceiptOutput.print(session, receipt(ErrorCode.NONE, OUTCOMES), true);
    JsonNode operations = Json.MAPPER.readTree(out.toString()).path("operations");
    assertThat(operations).hasSize(3);
    assertThat(operations.get(0).path("returnHex").asText()).isEqualTo("22323522");
    assertThat(operations.get(1).path("errorCode").asText()).isEqualTo("PANIC");
    assertThat(operations.get(1).path("errorMessage").asText()).isEqualTo("no money");
    assertThat(operations.get(2).path("gasUsed").asLong()).isEqualTo(20);
  }

  @Test
  void aSuccessWhosePromiseFailedShowsIt() {
    int exitCode =
        ReceiptOutput.print(session, receipt(ErrorCode.PROMISE_FAILED, List.of()), false);
    assertThat(out.toString()).contains("SUCCEEDED", "error:       PROMISE_FAILED");
    assertThat(exitCode).isEqualTo(ExitCodes.OK);
  }
}
