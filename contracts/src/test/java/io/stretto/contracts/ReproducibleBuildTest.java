package io.stretto.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The committed modules are what their sources build. A contract whose compiler is not installed,
 * or is of another version, is reported as skipped, with what to install.
 */
class ReproducibleBuildTest {

  @TempDir private Path out;

  @ParameterizedTest
  @EnumSource
  void theSourceBuildsTheCommittedBytes(ExampleContract contract) throws Exception {
    String name = contract.contractName();
    Run check = buildScript("--check", name);
    assumeTrue(check.exitCode == 0, () -> "not rebuilt: " + check.output);

    Run build = buildScript("--out", out.toString(), name);

    assertThat(build.exitCode).as(build.output).isZero();
    assertThat(Files.readAllBytes(out.resolve(name + ".wasm"))).isEqualTo(contract.code());
  }

  private record Run(int exitCode, String output) {}

  private static Run buildScript(String... args) throws InterruptedException {
    List<String> command = new ArrayList<>(List.of("bash", "build.sh"));
    command.addAll(List.of(args));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      return new Run(process.waitFor(), output.strip());
    } catch (IOException e) {
      return new Run(-1, "cannot run build.sh: " + e.getMessage());
    }
  }
}
