package io.stretto.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stretto.cli.cluster.LocalClusterSettings;
import io.stretto.cli.console.ExitCodes;
import io.stretto.cli.console.Json;
import io.stretto.contracts.ExampleContract;
import io.stretto.protocol.Block;
import io.stretto.protocol.ChainTip;
import io.stretto.protocol.Digest;
import io.stretto.protocol.OrderPolicy;
import io.stretto.protocol.StateKey;
import io.stretto.schemas.BlockCodec;
import io.stretto.service.kafka.KafkaClients;
import io.stretto.service.kafka.TopicNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A verification says what it compared, and what it could not. */
final class VerifyTest {

  @TempDir private static Path directory;
  private static SerialCluster cluster;

  @BeforeAll
  static void start() throws Exception {
    cluster =
        new SerialCluster(
            new LocalClusterSettings(directory.resolve("kafka"), 1, 0, 0, Map.of()),
            UnaryOperator.identity());
    Path module = directory.resolve("token.wasm");
    Files.write(module, ExampleContract.TOKEN.code());
    assertThat(run("deploy", module.toString(), "--as", "gold").exitCode()).isZero();
    assertThat(run("call", "gold", "mint", "alice 5", "--sender", "owner").exitCode()).isZero();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @AfterEach
  void tellTheTruthAgain() {
    cluster.state().falsify(UnaryOperator.identity());
  }

  private static CommandRun run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--bootstrap=" + cluster.settings().bootstrapServers());
    if (all.stream().noneMatch(argument -> argument.startsWith("--http"))) {
      all.add("--http=" + cluster.http());
    }
    return CommandRun.of(all.toArray(String[]::new));
  }

  private static JsonNode json(CommandRun run) throws IOException {
    assertThat(run.out()).as(run.err()).isNotEmpty();
    return Json.MAPPER.readTree(run.out());
  }

  @Test
  void theStateIsCompared() throws IOException {
    CommandRun verified = run("verify");
    assertThat(verified.exitCode()).as(verified.err()).isZero();
    assertThat(verified.out()).startsWith("equal: ").contains(" entries of the state, digest ");
    JsonNode verdict = json(run("verify", "--json"));
    assertThat(verdict.path("stateCompared").asBoolean()).isTrue();
    assertThat(verdict.path("stateNotComparedBecause").isNull()).isTrue();
    assertThat(verdict.path("keysChecked").asInt()).isPositive();
  }

  @Test
  void aStateStoreThatIsAwayIsToldAndHasItsExitCode() throws IOException {
    CommandRun verified = run("verify", "--http=http://127.0.0.1:1");
    assertThat(verified.exitCode()).isEqualTo(ExitCodes.UNREACHABLE);
    assertThat(verified.out()).startsWith("log equal: ").doesNotContain("entries");
    assertThat(verified.err())
        .contains(
            "the state was NOT compared: no state service answers at http://127.0.0.1:1",
            "start it, or give its address",
            "--log-only compares the log alone")
        .hasLineCount(1);
    CommandRun asJson = run("verify", "--json", "--http=http://127.0.0.1:1");
    assertThat(asJson.exitCode()).isEqualTo(ExitCodes.UNREACHABLE);
    assertThat(json(asJson).path("equal").asBoolean()).isTrue();
    assertThat(json(asJson).path("stateCompared").asBoolean(true)).isFalse();
    assertThat(json(asJson).path("stateNotComparedBecause").asText()).contains("127.0.0.1:1");
    assertThat(json(asJson).path("keysChecked").asInt(-1)).isZero();
  }

  @Test
  void theLogAloneIsVerifiedWhereThatIsAskedFor() throws IOException {
    CommandRun verified = run("verify", "--log-only", "--http=http://127.0.0.1:1");
    assertThat(verified.exitCode()).as(verified.err()).isZero();
    assertThat(verified.out()).startsWith("log equal: ");
    assertThat(verified.err()).isEmpty();
    JsonNode verdict = json(run("verify", "--log-only", "--json"));
    assertThat(verdict.path("stateCompared").asBoolean(true)).isFalse();
    assertThat(verdict.path("stateNotComparedBecause").asText()).contains("only the log");
    CommandRun none = run("verify", "--state-keys=0");
    assertThat(none.exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(none.err()).contains("--state-keys 0", "from 1 to");
  }

  @Test
  void aValueThatIsNotTheOraclesIsFound() {
    cluster
        .state()
        .falsify(
            told -> {
              SortedMap<StateKey, byte[]> values = new TreeMap<>(told.values());
              values.replaceAll((key, value) -> key.isStorage() ? new byte[] {7, 7} : value);
              return new SerialState.Snapshot(told.height(), told.digest(), values);
            });
    CommandRun verified = run("verify");
    assertThat(verified.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(verified.out()).startsWith("DIFFERENT: state at ").contains("has 0707");
  }

  @Test
  void aValueThatIsMissingIsFound() {
    cluster
        .state()
        .falsify(told -> new SerialState.Snapshot(told.height(), told.digest(), new TreeMap<>()));
    CommandRun verified = run("verify");
    assertThat(verified.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(verified.out()).startsWith("DIFFERENT: state at ").contains("has nothing");
  }

  @Test
  void theStateStoreOfAnotherClusterIsFound() {
    Digest other = Digest.sha256("other".getBytes(StandardCharsets.UTF_8));
    cluster.state().falsify(told -> new SerialState.Snapshot(told.height(), other, told.values()));
    CommandRun verified = run("verify");
    assertThat(verified.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(verified.out()).startsWith("DIFFERENT: state digest after block ");
  }

  @Test
  void aStateStoreThatStandsElsewhereIsToldWithBothBlocks() throws IOException {
    cluster.state().falsify(told -> new SerialState.Snapshot(0, told.digest(), told.values()));
    CommandRun behind = run("verify");
    assertThat(behind.exitCode()).isEqualTo(ExitCodes.UNREACHABLE);
    long height = json(run("verify", "--log-only", "--json")).path("height").asLong();
    assertThat(behind.err())
        .contains("stands at block 0, the log was verified up to block " + height);
    cluster
        .state()
        .falsify(told -> new SerialState.Snapshot(999_999, told.digest(), told.values()));
    assertThat(run("verify").err()).contains("stands at block 999999");
  }

  @Test
  void recordsThatAreNoneAreSkippedAndCounted() throws IOException {
    JsonNode before = json(run("verify", "--json"));
    TopicNames names = cluster.settings().topicNames();
    List<String> topics = List.of(names.blocks(), names.commits(), names.receipts());
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaClients(cluster.settings()).producer("stranger")) {
      for (String topic : topics) {
        var _ = producer.send(new ProducerRecord<>(topic, 0, null, new byte[] {1, 2, 3}));
        var _ = producer.send(new ProducerRecord<>(topic, 0, null, null));
      }
      byte[] foreign = new BlockCodec().encode(blockOfAnotherLedger());
      var _ = producer.send(new ProducerRecord<>(names.blocks(), 0, null, foreign));
      producer.flush();
    }
    JsonNode status = json(run("status", "--json"));
    assertThat(status.path("committedHeight").asLong()).isEqualTo(before.path("height").asLong());
    assertThat(run("call", "gold", "mint", "bob 1", "--sender", "owner").exitCode()).isZero();
    CommandRun verified = run("verify", "--json");
    assertThat(verified.exitCode()).as(verified.err()).isZero();
    assertThat(json(verified).path("recordsSkipped").asInt()).isEqualTo(6);
    assertThat(json(verified).path("transactionsChecked").asLong())
        .isEqualTo(before.path("transactionsChecked").asLong() + 1);
    assertThat(run("verify").out()).contains(", 6 unreadable records skipped");
  }

  private static Block blockOfAnotherLedger() {
    ChainTip tip = cluster.tip();
    return new Block(
        1,
        tip.height() + 1,
        tip.digest(),
        tip.nextOffset(),
        tip.nextOffset(),
        tip.nextOrdinal(),
        Long.MAX_VALUE,
        OrderPolicy.ARRIVAL,
        null,
        new int[0],
        new int[0]);
  }
}
