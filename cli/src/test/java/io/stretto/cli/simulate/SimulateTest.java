package io.stretto.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stretto.cli.CommandRun;
import io.stretto.cli.cluster.ServerRoles;
import io.stretto.cli.console.ExitCodes;
import io.stretto.cli.console.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Proves that the command runs seeds, and shows how to run again what went wrong. */
final class SimulateTest {

  @TempDir private Path directory;

  private static CommandRun run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("simulate"));
    all.addAll(List.of(arguments));
    return CommandRun.of(new ServerRoles(), "", all.toArray(String[]::new));
  }

  @Test
  void soundSeedsEndWell() throws IOException {
    CommandRun run = run("--seeds", "20", "--from", "1");
    assertThat(run.out()).contains("20 seeds from 1: ", "Every outcome is the serial one.");
    assertThat(run.exitCode()).isEqualTo(ExitCodes.OK);
    JsonNode json = Json.MAPPER.readTree(run("--seeds", "2", "--minutes", "1", "--json").out());
    assertThat(json.path("seeds").asInt()).isEqualTo(2);
    assertThat(json.path("transactions").asInt()).isGreaterThan(400);
    assertThat(json.has("violation")).isFalse();
  }

  @Test
  void whatIsFoundCanBeRunAgain() throws IOException {
    CommandRun run = run("--from", "1", "--plant", "write_left_out");
    assertThat(run.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(run.out()).contains("VIOLATION by seed ", "serial outcome: ", "Cut to ");
    String replay = run.out().lines().filter(line -> line.contains("replay: ")).toList().get(1);
    String[] again = replay.strip().split("replay: stretto simulate ", 2)[1].split(" ", -1);
    CommandRun second = run(again);
    assertThat(second.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(second.out()).contains("serial outcome: ");

    List<String> asJson = new ArrayList<>(List.of(again));
    asJson.add("--json");
    JsonNode json = Json.MAPPER.readTree(run(asJson.toArray(String[]::new)).out());
    assertThat(json.path("violation").path("property").asText()).isEqualTo("serial outcome");
    assertThat(json.path("violation").path("replay").asText()).contains("--plant WRITE_LEFT_OUT");
  }

  @Test
  void aRunIsWrittenDown() throws IOException {
    Path trace = directory.resolve("trace.txt");
    CommandRun run = run("--seeds", "1", "--from", "3", "--trace", trace.toString());
    assertThat(run.exitCode()).isEqualTo(ExitCodes.OK);
    assertThat(Files.readString(trace)).contains(" submitted L0 ", " commit L0 ", " receipt L0 ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--seeds 0 | --seeds 0: give a number from 1",
        "--omit 3-1 | --omit 3-1: give numbers from 0 and runs of them, as in 0-3,7",
        "--trace t.txt | --trace writes down one run: give --seeds 1 too",
        "--without NOTHING | WORKER_CRASH",
        "--plant NOTHING | READ_NOT_RECORDED",
        "--transactions 0 | --transactions 0: give a number from 1",
        "--from -1 | --from -1: give a number from 0",
      })
  void whatCannotBeIsNamed(String arguments, String words) {
    CommandRun run = run(arguments.split(" ", -1));
    assertThat(run.err()).contains(words);
    assertThat(run.exitCode()).isEqualTo(ExitCodes.USAGE);
  }
}
