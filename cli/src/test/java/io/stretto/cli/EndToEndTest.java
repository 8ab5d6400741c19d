package io.stretto.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stretto.cli.cluster.LocalClusterSettings;
import io.stretto.cli.console.ExitCodes;
import io.stretto.cli.console.Json;
import io.stretto.contracts.ExampleContract;
import io.stretto.protocol.Receipt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands against a real Kafka with a serial stand-in for the roles. */
final class EndToEndTest {

  @TempDir private static Path directory;
  private static SerialCluster cluster;

  @BeforeAll
  static void start() throws InterruptedException {
    cluster =
        new SerialCluster(
            new LocalClusterSettings(directory.resolve("kafka"), 1, 0, 0, Map.of()),
            UnaryOperator.identity());
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  private static CommandRun run(String input, String... arguments) {
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--bootstrap=" + cluster.settings().bootstrapServers();
    all[arguments.length + 1] = "--http=" + cluster.http();
    return CommandRun.of(SerialCluster.roles(receipt -> receipt), input, all);
  }

  private static JsonNode json(CommandRun run) throws IOException {
    assertThat(run.out()).as(run.err()).isNotEmpty();
    return Json.MAPPER.readTree(run.out());
  }

  private static void deploy(ExampleContract contract, String name) throws IOException {
    Path module = Files.write(directory.resolve(name + ".wasm"), contract.code());
    assertThat(run("", "deploy", module.toString(), "--as", name).exitCode()).isZero();
  }

  @Test
  void aCallShowsItsReceipt() throws IOException {
    deploy(ExampleContract.COUNTER, "counter");
    JsonNode receipt =
        json(run("", "call", "counter", "increment", "5", "--sender", "a", "--id=c1", "--json"));
    assertThat(receipt.path("status").asText()).isEqualTo("SUCCEEDED");
    assertThat(receipt.path("errorCode").asText()).isEqualTo("NONE");
    assertThat(receipt.path("transactionId").asText()).isEqualTo("c1");
    assertThat(receipt.path("gasUsed").asLong()).isPositive();
    assertThat(receipt.has("returnHex") && receipt.has("logs") && receipt.has("attempts")).isTrue();
    CommandRun failed = run("", "call", "counter", "nothing", "--sender", "a");
    assertThat(failed.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(failed.out()).contains("FAILED", "UNKNOWN_FUNCTION");
  }

  @Test
  void aBalanceIsShown() throws IOException {
    deploy(ExampleContract.COUNTER, "rich");
    assertThat(run("", "balance", "nobody").out().strip()).isEqualTo("0");
    JsonNode shown = json(run("", "balance", "nobody", "--json"));
    assertThat(shown.path("balance").asText()).isEqualTo("0");
    assertThat(shown.path("height").asLong()).isPositive();
  }

  @Test
  void argumentsInJsonAreSentAsTheyAreTyped() throws IOException {
    deploy(ExampleContract.CUMULATIVE_HASH, "typed");
    String json = "{\"a\":  [1.0, 2] }";
    deploy(ExampleContract.CUMULATIVE_HASH, "marked");
    assertThat(run("", "call", "typed", "append", json, "--sender", "a").exitCode()).isZero();
    String marked = "text:" + json;
    assertThat(run("", "call", "marked", "append", marked, "--sender", "a").exitCode()).isZero();
    CommandRun typed = run("", "get", "typed", "h", "--json");
    CommandRun expected = run("", "get", "marked", "h", "--json");
    assertThat(json(typed).path("valueHex").asText())
        .hasSize(64)
        .isEqualTo(json(expected).path("valueHex").asText());
  }

  @Test
  void aFileIsSubmittedInItsOrderAndBadLinesAreNamed() throws IOException {
    deploy(ExampleContract.CUMULATIVE_HASH, "hash");
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 500; i++) {
      lines.append(
          "{\"contract\":\"hash\",\"function\":\"append\",\"args\":\"%d\",\"sender\":\"a\"}%n"
              .formatted(i));
    }
    lines.append("{\"contract\":\"hash\"}\n\nno\n");
    CommandRun submitted = run(lines.toString(), "submit", "-", "--wait", "--json");
    assertThat(submitted.err()).contains("line 501: ", "line 503: ");
    assertThat(submitted.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(json(submitted).path("succeeded").asInt()).isEqualTo(500);
    assertThat(json(submitted).path("invalidLines").asInt()).isEqualTo(2);
    Path file = Files.writeString(directory.resolve("ok.ndjson"), lines.substring(0, 5_000));
    CommandRun unfinished = run("", "submit", file.toString());
    assertThat(unfinished.out()).contains("submitted: ", "perSecond: ");
  }

  @Test
  void whatIsTooLargeIsNotSentAndWhatIsNoCodeFails() throws IOException {
    Path large = Files.write(directory.resolve("large.wasm"), new byte[(4 << 20) + 1]);
    CommandRun tooLarge = run("", "deploy", large.toString(), "--as", "large");
    assertThat(tooLarge.err()).contains("4194305 bytes, the most is 4194304", "not sent");
    assertThat(tooLarge.exitCode()).isEqualTo(ExitCodes.USAGE);
    CommandRun call = run("", "call", "c", "f", "@" + large, "--sender", "a");
    assertThat(call.err()).contains("4194305 bytes");
    assertThat(call.exitCode()).isEqualTo(ExitCodes.USAGE);
    String line =
        "{\"contract\":\"c\",\"function\":\"f\",\"sender\":\"a\",\"args\":\""
            + "x".repeat((4 << 20) + 1)
            + "\"}\n{\"contract\":\"c\",\"function\":\"f\",\"sender\":\"no name\"}\n";
    CommandRun submitted = run(line, "submit", "-", "--json");
    assertThat(submitted.err()).contains("line 1: ", "4194305 bytes", "line 2: ", "sender must");
    assertThat(json(submitted).path("submitted").asInt(-1)).isZero();
    assertThat(submitted.exitCode()).isEqualTo(ExitCodes.FAILED);
    Path garbage = Files.writeString(directory.resolve("garbage.wasm"), "no module");
    CommandRun refused = run("", "deploy", garbage.toString(), "--as", "garbage");
    assertThat(refused.out()).contains("FAILED", "INVALID_CODE", "malformed");
    assertThat(refused.exitCode()).isEqualTo(ExitCodes.FAILED);
  }

  @Test
  void movementsAreReplayedWithFunding() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("m.csv"),
            """
            block,idx,kind,asset,sender,from,to,amount
            1,0,eth,ETH,0xa,0xa,0xb,5
            1,1,erc20_approve,0xt,0xa,0xa,0xs,7
            1,2,erc20_transferFrom,0xt,0xs,0xa,0xb,7
            1,3,call:00,0xt,0xs,0xa,0xb,7
            1,4,eth,ETH,0xb,0xb,0xc,9
            """);
    JsonNode counts = json(run("", "replay", file.toString(), "--json"));
    assertThat(counts.path("succeeded").asInt()).isEqualTo(4);
    assertThat(counts.path("failed").asInt()).isZero();
    assertThat(counts.path("skippedLines").asInt()).isEqualTo(1);
    assertThat(counts.path("contracts").asInt()).isEqualTo(2);
    CommandRun unfunded = run("", "replay", file.toString(), "--no-funding", "--json");
    assertThat(unfunded.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(unfunded.err()).contains("insufficient");
  }

  @Test
  void verifyAgreesAndStatusTellsTheTip() throws IOException {
    deploy(ExampleContract.TOKEN, "gold");
    assertThat(run("", "call", "gold", "mint", "a 5", "--sender", "o").exitCode()).isZero();
    for (String mode : new String[] {"compiled", "interpreted"}) {
      CommandRun verified = run("", "verify", "--mode", mode, "--json");
      assertThat(json(verified).path("equal").asBoolean()).as(verified.out()).isTrue();
      assertThat(json(verified).path("transactionsChecked").asInt()).isGreaterThan(1);
      assertThat(json(verified).path("keysChecked").asInt()).isPositive();
      assertThat(verified.exitCode()).isZero();
    }
    CommandRun status = run("", "status", "--json");
    assertThat(json(status).path("committedHeight").asInt()).isPositive();
    assertThat(json(status).at("/stateStore/height").asInt()).isPositive();
    assertThat(status.exitCode()).isZero();
  }

  @Test
  void theDemoEndsWithTheOraclesVerdict() throws IOException {
    CommandRun run =
        CommandRun.of(
            SerialCluster.roles(receipt -> receipt), "", "demo", "--transactions=400", "--json");
    JsonNode summary = json(run);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(summary.path("submitted").asInt()).isEqualTo(400);
    assertThat(summary.path("committed").asInt()).isEqualTo(400);
    assertThat(summary.path("failed").asInt()).as(run.err()).isZero();
    assertThat(summary.at("/oracle/equal").asBoolean()).isTrue();
    assertThat(summary.at("/oracle/firstDifference").isNull()).isTrue();
    assertThat(summary.at("/oracle/stateCompared").asBoolean()).isTrue();
    assertThat(summary.at("/oracle/keysChecked").asInt()).isPositive();
    assertThat(summary.at("/latencyMillis/p99").asDouble()).isPositive();
    assertThat(summary.path("predictionHitRate").asDouble()).isBetween(0.1, 0.9);
    assertThat(summary.path("stateDigest").asText())
        .isEqualTo(summary.at("/oracle/stateDigest").asText());
  }

  @Test
  void aFalsifiedReceiptIsFoundAndNamed() {
    CommandRun run =
        CommandRun.of(SerialCluster.roles(EndToEndTest::falsify), "", "demo", "--transactions=50");
    assertThat(run.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(run.out()).contains("DIFFERENT: receipt at ", "demo-1-42");
  }

  private static Receipt falsify(Receipt receipt) {
    if (!receipt.transactionId().equals("demo-1-42")) {
      return receipt;
    }
    return new Receipt(
        receipt.transactionId(),
        receipt.position(),
        receipt.offset(),
        receipt.status(),
        receipt.errorCode(),
        receipt.errorMessage(),
        receipt.gasUsed() + 1,
        receipt.returnValue(),
        receipt.logs(),
        Optional.empty(),
        receipt.attempts());
  }
}
