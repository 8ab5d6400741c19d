package io.stretto.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.cli.cluster.ServerRoles;
import io.stretto.cli.console.ExitCodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Arguments that cannot be right are named, with the remedy, before anybody is asked. */
final class BadArgumentsTest {

  @TempDir private Path directory;
  private Path config;

  @BeforeEach
  void writeConfig() throws IOException {
    config =
        Files.writeString(
            directory.resolve("c.properties"),
            "cluster.connect.timeout.millis = 300\ncluster.bootstrap.servers = 127.0.0.1:1\n");
  }

  /** Runs a command line, in which ~ stands for a blank inside of an argument. */
  private CommandRun run(String line) {
    List<String> arguments =
        new ArrayList<>(
            Arrays.stream(line.split(" ", -1)).map(word -> word.replace('~', ' ')).toList());
    return CommandRun.of(new ServerRoles(), "", arguments.toArray(String[]::new));
  }

  private static void assertNamed(CommandRun run, String words) {
    assertThat(run.err()).contains(words.split(" \\.\\. ", -1)).doesNotContain("\tat ");
    assertThat(run.err().lines().count()).isBetween(1L, 2L);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCodes.USAGE);
  }

  /** What must be in the message is separated by two dots. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "call c f --sender no~name | --sender \"no name\" .. a-z, A-Z, 0-9",
        "call c/d f --sender a | CONTRACT \"c/d\" .. 1 to 64",
        "call c ~f --sender a --ledger -1 | --ledger -1: give a number from 0",
        "call c f --sender a --gas -1 | --gas -1: give a number from 0 to 1000000000000",
        "call c f --sender a --gas 1000000000001 | --gas 1000000000001 .. to 1000000000000",
        "call c f --sender a --gas many | --gas .. many",
        "call c f --sender a --timeout 0 | --timeout 0: give a number from 1",
        "call c f --sender a --timeout -5 | --timeout -5",
        "call c f --sender a --priority 2147483648 | --priority .. 2147483648",
        "call c f --sender a --bootstrap nonsense | nonsense: give addresses as host:port",
        "call c f --sender a --bootstrap h:65536 | h:65536: give addresses as host:port",
        "call c f extra 0x1 --sender a | 0x1",
        "call c f {\"a\":1,} --sender a | ARGS is no JSON at line 1, column 8",
        "call c f [1 --sender a | ARGS is no JSON at line 1, column",
        "call c f {} --sender a --deposit -1 | --deposit -1: give a whole number from 0 to 2^127 - 1",
        "call c f --sender a --deposit 1e3 | --deposit 1e3: give a whole number",
        "view c f {\"a\":1,\"a\":2} | ARGS is no JSON .. Duplicate field 'a'",
        "transfer bob 1.5 --sender a | AMOUNT 1.5: give a whole number from 0 to 2^127 - 1",
        "transfer no~name 1 --sender a | ACCOUNT \"no name\"",
        "transfer bob 1 --sender no~name | --sender \"no name\"",
        "balance no~name | ACCOUNT \"no name\"",
        "bundle no.json --sender a | bundle: there is no file no.json",
        "bundle - --sender a | standard input is empty where JSON is asked for",
        "deploy c.wasm --as no~name | --as \"no name\"",
        "view c f --http ftp://127.0.0.1/ | --http ftp://127.0.0.1/ is no address; give one such",
        "view c f --http http://127.0.0.1:65536 | --http http://127.0.0.1:65536 is no address",
        "view c f --http http: | --http",
        "view c f --sender no~name | --sender \"no name\"",
        "view c f --gas -1 | --gas -1: give a number from 0",
        "view c f --ledger -1 | --ledger -1",
        "get c/d k | CONTRACT \"c/d\"",
        "get c k --ledger x | --ledger .. x",
        "verify --ledger -1 | --ledger -1",
        "verify --state-keys -1 | --state-keys -1: give a number from 1",
        "status --ledger -1 | --ledger -1",
        "chaos --faults earthquake | --faults: there is no earthquake; there are worker-kill",
        "chaos --network tunnel | --network: there is no tunnel; there are namespaces and proxy",
        "chaos --rounds 0 | --rounds 0: give a number from 1",
        "chaos --minutes -1 | --minutes -1: give a number from 0",
        "chaos --rate 0 | --rate 0: give a number from 1",
        "chaos --sessions -1 | --sessions -1: give a number from 0",
        "chaos --patience 0 | --patience 0: give a number from 1",
        "chaos --workers 1 | --workers 1: give a number from 2",
        "broker --kafka-port 65536 | --kafka-port 65536: give a number from 0 to 65535",
        "broker --advertise nonsense | --advertise nonsense: give PORT=HOST:PORT",
        "broker --advertise 70000=h:9093 | port 70000 is not from 1 to 65535",
        "up --workers 0 | --workers 0: give a number from 1 to 1000",
        "up --http-port -1 | --http-port -1: give a number from 0 to 65535",
        "demo --workers 1001 | --workers 1001",
        "demo --in-flight 0 | --in-flight 0",
        "bench --rounds 0 | --rounds 0: give a number from 1 to 100",
        "bench --transactions 1 | --transactions 1: give a number from 1000",
      })
  void anArgumentOutOfRangeIsNamed(String line, String words) {
    boolean takesConfig =
        Stream.of("up ", "demo ", "bench ", "broker ", "chaos ").noneMatch(line::startsWith);
    String config = takesConfig ? " --config=" + this.config : "";
    assertNamed(run(line.strip() + config), words.strip());
  }

  @Test
  void textsThatAreTooLongAreNamed() {
    String id = "x".repeat(129);
    assertNamed(
        run("call c f --sender a --id " + id + " --config=" + config), "--id has 129 bytes");
    assertNamed(run("receipt " + id), "ID has 129 bytes: give 1 to 128");
    assertNamed(run("call c " + "x".repeat(257) + " --sender a"), "FUNCTION has 257 bytes");
  }

  @Test
  void chaosBeginsWithNothing() {
    assertNamed(run("chaos --data " + directory), directory + ": give a directory that is empty");
    assertNamed(run("chaos --data " + config), config + ": give a directory that is empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"deploy DIR --as c", "submit DIR", "replay DIR", "analyze DIR"})
  void aDirectoryIsNoFile(String line) {
    assertNamed(run(line.replace("DIR", directory.toString())), directory.toString());
  }

  @Test
  void filesThatAreNotWhatTheyShouldBeAreNamed() throws IOException {
    Path garbage = directory.resolve("garbage");
    Files.write(garbage, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1, '\n', (byte) 0xc3});
    assertNamed(run("replay " + garbage + " --config=" + config), garbage.toString());
    assertNamed(run("status --config " + garbage), "--config " + garbage);
    assertThat(run("analyze " + garbage).exitCode()).isEqualTo(ExitCodes.FAILED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"coordinator", "worker", "state-store"})
  void aRoleNamesAllWrongSettingsBeforeItLooksForKafka(String role) throws IOException {
    Path wrong =
        Files.writeString(
            directory.resolve("w.properties"),
            """
            cluster.bootstrap.servers = 127.0.0.1:1
            cluster.connect.timeout.millis = 300
            cluster.lanes = 0
            coordinator.order = best
            worker.threads = 0
            state.look.ahead.positions = 0
            """);
    String ownProblem =
        switch (role) {
          case "coordinator" -> "coordinator.order = best: give one of arrival, hash, priority";
          case "worker" -> "worker.threads = 0: give a whole number from 1 to 256";
          default -> "state.look.ahead.positions = 0: give a whole number from 1 to 1000000";
        };
    CommandRun run = run(role + " --config=" + wrong);
    assertNamed(run, "cluster.lanes = 0: give a whole number from 1 .. " + ownProblem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"up --data=DIR", "demo"})
  void aWholeClusterNamesTheWrongSettingsOfAllRolesBeforeItStartsAny(String line)
      throws IOException {
    Path wrong =
        Files.writeString(
            directory.resolve("w.properties"),
            "coordinator.order=best\nworker.threads=0\nstate.threads=x\ncluster.lanes=0\n");
    Path data = directory.resolve("data");
    CommandRun run = run(line.replace("DIR", data.toString()) + " --config=" + wrong);
    assertNamed(run, "coordinator.order = best .. worker.threads = 0 .. state.threads = x");
    assertThat(run.err()).containsOnlyOnce("cluster.lanes = 0");
    assertThat(data).doesNotExist();
  }
}
