package io.stretto.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stretto.cli.cluster.ServerRoles;
import io.stretto.cli.command.Configuration;
import io.stretto.cli.command.RunningCluster;
import io.stretto.cli.console.Bytes;
import io.stretto.cli.console.ExitCodes;
import io.stretto.cli.console.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CommandLineTest {

  private static final String NOWHERE = "--bootstrap=127.0.0.1:1";

  @TempDir private Path directory;

  private Path file(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content);
  }

  private Path impatient() throws IOException {
    return file("c.properties", "cluster.connect.timeout.millis = 300\n");
  }

  private static void assertUsage(CommandRun run, String... words) {
    assertThat(run.err()).contains(words).doesNotContain("\tat ");
    assertThat(run.exitCode()).isEqualTo(ExitCodes.USAGE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "up",
        "coordinator",
        "worker",
        "state-store",
        "deploy",
        "call",
        "view",
        "get",
        "receipt",
        "submit",
        "replay",
        "verify",
        "status",
        "analyze"
      })
  void everyCommandHasHelpWithExamplesAndRefusesUnknownOptions(String command) {
    CommandRun help = CommandRun.of(command, "--help");
    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).contains("Examples:", "stretto " + command, "--debug");
    CommandRun wrong = CommandRun.of(command, "--no-such-option");
    assertUsage(wrong, "stretto: ", "try: stretto " + command + " --help");
    assertThat(wrong.err().lines().count()).isEqualTo(2);
  }

  @Test
  void theCommandItselfListsCommandsAndExitCodes() {
    assertThat(CommandRun.of("--help").out()).contains("demo", "replay", "Exit codes: 0 ok");
    assertUsage(CommandRun.of(), "Missing required subcommand");
    CommandRun unknown = CommandRun.of("dance", "--config", "/no/x");
    assertUsage(unknown, "there is no command dance", "try: stretto --help");
    assertThat(unknown.err()).doesNotContain("/no/x");
  }

  @Test
  void whatIsMissingIsNamed() {
    assertUsage(CommandRun.of("call", "token", "transfer"), "--sender");
    assertUsage(CommandRun.of("deploy", "x.wasm"), "--as");
    assertUsage(CommandRun.of("view", "token"), "FUNCTION");
    assertUsage(CommandRun.of("get", "token"), "KEY");
    assertUsage(CommandRun.of("receipt"), "ID");
    assertUsage(CommandRun.of("submit"), "FILE");
    assertUsage(CommandRun.of("replay"), "FILE");
    assertUsage(CommandRun.of("analyze"), "FILE");
  }

  @Test
  void numbersOutOfRangeAreNamedWithTheRange() {
    assertUsage(CommandRun.of("demo", "--transactions", "0"), "--transactions 0", "from 1 to");
    assertUsage(CommandRun.of("demo", "--workers", "many"), "--workers", "many");
    assertUsage(CommandRun.of("demo", "--rate", "-1"), "--rate -1");
    assertUsage(CommandRun.of("up", "--kafka-port", "70000"), "--kafka-port 70000", "65535");
    assertUsage(CommandRun.of("verify", "--mode", "fast"), "fast", "COMPILED, INTERPRETED");
  }

  @Test
  void filesThatAreNotThereAreNamed() {
    assertUsage(CommandRun.of("deploy", "/no/x.wasm", "--as", "c"), "there is no file /no/x.wasm");
    assertUsage(CommandRun.of("analyze", "/no/x.wasm"), "/no/x.wasm");
    assertUsage(CommandRun.of("submit", "/no/x"), "/no/x");
    assertUsage(CommandRun.of("replay", "/no/x"), "/no/x");
    assertUsage(CommandRun.of("call", "c", "f", "@/no/x", "--sender", "a"), "ARGS", "/no/x");
    assertUsage(CommandRun.of("status", "--config", "/no/x"), "--config", "/no/x");
  }

  @Test
  void argumentsAreTextHexOrFiles() throws IOException {
    assertUsage(CommandRun.of("call", "c", "f", "0x123", "--sender", "a"), "0x123", "text:0x123");
    assertThat(Bytes.parse("A", "0x00Ff")).containsExactly(0, -1);
    assertThat(Bytes.parse("A", "0xyz 1")).asString().isEqualTo("0xyz 1");
    assertThat(Bytes.parse("A", "text:0x12")).asString().isEqualTo("0x12");
    assertThat(Bytes.parse("A", "@" + file("v", "content"))).asString().isEqualTo("content");
    assertThat(Bytes.toReadable(new byte[] {'a', 'b'})).isEqualTo("ab");
    assertThat(Bytes.toReadable(new byte[] {0, 1})).isEqualTo("0x0001");
    assertThat(Bytes.toReadable(new byte[] {(byte) 0xC3})).isEqualTo("0xc3");
  }

  @Test
  void aClusterThatIsAwayHasItsOwnExitCode() throws IOException {
    String config = "--config=" + impatient();
    CommandRun call = CommandRun.of("call", "c", "f", "--sender", "a", NOWHERE, config);
    assertThat(call.exitCode()).isEqualTo(ExitCodes.UNREACHABLE);
    assertThat(call.err()).contains("no Kafka answered at 127.0.0.1:1").hasLineCount(1);
    assertThat(CommandRun.of("verify", NOWHERE, config).exitCode())
        .isEqualTo(ExitCodes.UNREACHABLE);
    CommandRun view = CommandRun.of("view", "c", "f", "--http", "http://127.0.0.1:1");
    assertThat(view.exitCode()).isEqualTo(ExitCodes.UNREACHABLE);
    assertThat(view.err()).contains("no state service answers at http://127.0.0.1:1");
    assertUsage(CommandRun.of("get", "c", "k", "--http", "localhost:80"), "--http localhost:80");
  }

  @Test
  void stackTracesAreShownOnlyWhenAskedFor() {
    CommandRun run = CommandRun.of("view", "c", "f", "--http", "http://127.0.0.1:1", "--debug");
    assertThat(run.err()).contains("\tat ");
  }

  @Test
  void wrongSettingsAreNamedOnOneLine() throws IOException {
    Path unknown = file("u.properties", "kluster.lanes=3\n");
    assertUsage(CommandRun.of("status", "--config", unknown.toString()), "kluster.lanes");
    Path wrong = file("w.properties", "cluster.lanes=0\ncluster.ledgers=x\n");
    CommandRun run = CommandRun.of("status", "--config", wrong.toString());
    assertUsage(run, "cluster.lanes = 0", "cluster.ledgers = x");
    assertThat(run.err()).hasLineCount(1);
  }

  @Test
  void aFileServesAllRolesTheStateStoreAmongThem() throws IOException {
    Map<String, String> settings =
        Map.of(
            "cluster.lanes", "3",
            "coordinator.order", "hash",
            "worker.threads", "2",
            "state.directory", "/var/lib/stretto");
    StringBuilder lines = new StringBuilder();
    settings.forEach((name, value) -> lines.append(name + "=" + value + "\n"));
    assertThat(Configuration.read(file("all.properties", lines.toString())).properties())
        .isEqualTo(settings);
  }

  @Test
  void securitySettingsGoToKafkasClients() throws IOException {
    Path file = file("s.properties", "security.protocol=SASL_SSL\ncluster.lanes=3\n");
    Configuration configuration = Configuration.read(file).withBootstrap("k:1");
    assertThat(configuration.clusterSettings().clientProperties())
        .isEqualTo(Map.of("security.protocol", "SASL_SSL"));
    assertThat(configuration.clusterSettings().lanes()).isEqualTo(3);
  }

  @Test
  void settingsOfTheStateStoreAreKnownByTheirPrefix() throws IOException {
    Path file = file("r.properties", "state.threads=2\nworker.threads=2\ncoordinator.group=g\n");
    assertThat(Configuration.read(file).properties())
        .isEqualTo(Map.of("state.threads", "2", "worker.threads", "2", "coordinator.group", "g"));
    Path wrong = file("x.properties", "state-store.threads=2\n");
    assertUsage(
        CommandRun.of("status", "--config", wrong.toString()), "state-store.threads", "state.,");
  }

  @Test
  void securitySettingsGoToRoles() throws IOException {
    Path file = file("s.properties", "security.protocol=SASL_SSL\nsasl.mechanism=PLAIN\n");
    CommandRun run =
        CommandRun.of(
            SerialCluster.roles(receipt -> receipt),
            "",
            "state-store",
            "--bootstrap=k:1",
            "--config=" + file);
    assertThat(run.err())
        .contains(
            "asked to be a state-store", "security.protocol=SASL_SSL", "sasl.mechanism=PLAIN");
  }

  @Test
  void aClusterWithItsOwnKafkaRefusesTheAddressAndSecurityOfAnother() throws IOException {
    Path file = file("s.properties", "security.protocol=SASL_SSL\n");
    assertUsage(CommandRun.of("up", "--config=" + file), "security.protocol", "starts its own");
    Path address = file("a.properties", "cluster.bootstrap.servers=k:1\n");
    assertUsage(CommandRun.of("demo", "--config=" + address), "cluster.bootstrap.servers");
  }

  @Test
  void theAddressOfARunningClusterIsFoundInItsDataDirectory() throws IOException {
    file("running.properties", "cluster.bootstrap.servers=127.0.0.1:7\nhttp=http://h:8\n");
    RunningCluster running = RunningCluster.read(directory).orElseThrow();
    assertThat(running.properties()).containsEntry("cluster.bootstrap.servers", "127.0.0.1:7");
    assertThat(running.http().orElseThrow()).hasToString("http://h:8");
    CommandRun run =
        CommandRun.of("status", "--data", directory.toString(), "--config", impatient().toString());
    assertThat(run.err()).contains("127.0.0.1:7");
  }

  @Test
  void aPortOfUpThatIsInUseIsTheUsersMatter() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CommandRun run =
          CommandRun.of(
              new ServerRoles(),
              "",
              "up",
              "--data=" + directory,
              "--kafka-port=0",
              "--http-port=" + taken.getLocalPort());
      assertUsage(run, "port " + taken.getLocalPort(), "choose another port");
    }
  }

  @Test
  void aRoleGetsItsSettings() {
    CommandRun run =
        CommandRun.of(SerialCluster.roles(receipt -> receipt), "", "worker", "--bootstrap=k:1");
    assertThat(run.err()).contains("asked to be a worker", "cluster.bootstrap.servers=k:1");
    assertThat(run.exitCode()).isEqualTo(ExitCodes.INTERNAL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"coordinator", "worker", "state-store"})
  void wrongSettingsOfARoleAreNamedBeforeKafkaIsLookedFor(String role) throws IOException {
    Path file = file("r.properties", "coordinator.order=x\nworker.threads=x\nstate.grpc.port=x\n");
    CommandRun run = CommandRun.of(new ServerRoles(), "", role, NOWHERE, "--config=" + file);
    assertUsage(run, " = x");
    assertThat(run.err()).doesNotContain("Kafka");
  }

  @Test
  void codeIsAnalyzedOrRefusedWithTheReason() throws IOException {
    Path module = directory.resolve("counter.wasm");
    Files.write(module, io.stretto.contracts.ExampleContract.COUNTER.code());
    CommandRun analysis = CommandRun.of("analyze", module.toString(), "--json");
    JsonNode json = Json.MAPPER.readTree(analysis.out());
    JsonNode get = json.at("/functions/get");
    assertThat(get.get("gasBound").isNull()).isTrue();
    assertThat(get.get("gasFormula").asText()).isEqualTo("9,742 + 40·n2");
    assertThat(get.at("/gas/fixed").asLong()).isEqualTo(9_742);
    assertThat(get.at("/gas/terms/0/times").asText()).isEqualTo("n2");
    assertThat(get.at("/gas/terms/0/each/fixed").asLong()).isEqualTo(40);
    assertThat(get.get("constantKeysHex").get(0).asText()).isEqualTo("63");
    assertThat(get.get("hostFunctions")).hasSize(2);
    assertThat(json.at("/loops/1/name").asText()).isEqualTo("n2");
    assertThat(json.at("/loops/1/offset").asInt()).isEqualTo(0x19c);
    assertThat(json.at("/sizePrices/env.value_return/0/gas").asInt()).isEqualTo(1);
    assertThat(CommandRun.of("analyze", module.toString()).out())
        .contains("\nget         9,742 +      1", "\n  gas     9,742 + 40·n2 + sizes\n")
        .contains("\n  keys    \"c\"\n", "n2  loop 1 of function 10  at byte 0x19c");
    CommandRun refused = CommandRun.of("analyze", file("no.wasm", "no module").toString());
    assertThat(refused.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(refused.err()).contains("would be refused", "malformed");
  }
}
