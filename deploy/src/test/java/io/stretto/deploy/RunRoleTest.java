package io.stretto.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the image runs, with a {@code java} that only tells what it was asked to do. */
class RunRoleTest {

  private static final long SECONDS = 20;
  private static final String TELLING_JAVA =
      """
      #!/bin/sh
      previous=
      for argument in "$@"; do
        echo "argument $argument"
        if [ "$previous" = --config ]; then sed 's/^/setting /' "$argument"; fi
        previous=$argument
      done
      exit 7
      """;

  @TempDir Path directory;
  private final Map<String, String> environment = new HashMap<>();

  /** How a run ended: its exit code, and the lines of both outputs. */
  private record Run(int exitCode, List<String> lines) {

    List<String> told(String what) {
      return lines.stream()
          .filter(line -> line.startsWith(what + " "))
          .map(line -> line.substring(what.length() + 1))
          .filter(line -> !line.isEmpty())
          .toList();
    }
  }

  @BeforeEach
  void putJavaInPlace() throws IOException {
    Path java = Files.writeString(directory.resolve("java"), TELLING_JAVA);
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    environment.put("PATH", directory + ":/usr/bin:/bin");
    environment.put("TMPDIR", directory.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"coordinator", "worker", "state-store"})
  void aRoleGetsItsSettingsAndItsOptions(String role) throws Exception {
    Path file = Files.writeString(directory.resolve("s.properties"), "a=1\nb=2");
    environment.put("STRETTO_CONFIG", file.toString());
    environment.put("STRETTO_SETTINGS", "b=3\nc=4");
    Run run = run(role, "--verbose");
    assertThat(run.told("setting")).containsExactly("a=1", "b=2", "b=3", "c=4");
    assertThat(run.told("argument")).containsSubsequence("io.stretto.cli.Main", role, "--verbose");
    assertThat(run.exitCode()).as("that of the role, which takes the shell's place").isEqualTo(7);
  }

  @Test
  void theFileOfSettingsIsForNobodyElse() throws Exception {
    Run run = run("worker");
    List<String> arguments = run.told("argument");
    Path settings = Path.of(arguments.get(arguments.indexOf("--config") + 1));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(settings)))
        .isEqualTo("rw-------");
  }

  @Test
  void optionsOfTheJvmComeBeforeTheMainClass() throws Exception {
    environment.put("JAVA_OPTIONS", "-Xmx1g -Dstretto.kafka.log=ERROR");
    assertThat(run("worker").told("argument"))
        .containsSubsequence("-Xmx1g", "-Dstretto.kafka.log=ERROR", "io.stretto.cli.Main");
  }

  @Test
  void aFileThatIsNotThereIsSaid() throws Exception {
    environment.put("STRETTO_CONFIG", "/no/such.properties");
    assertThat(run("worker").lines()).anyMatch(line -> line.contains("/no/such.properties"));
  }

  @Test
  void whereNothingCanBeWrittenTheRemedyIsSaid() throws Exception {
    environment.put("TMPDIR", directory.resolve("missing").toString());
    Run run = run("worker");
    assertThat(run.lines()).anyMatch(line -> line.contains("missing must be writable"));
    assertThat(run.exitCode()).isEqualTo(2);
  }

  @Test
  void withoutARoleTheRolesAreNamed() throws Exception {
    Run run = run();
    assertThat(run.lines()).singleElement().asString().contains("worker or state-store", "--help");
    assertThat(run.exitCode()).isEqualTo(2);
  }

  @Test
  void otherCommandsRunAsTheyAreGiven() throws Exception {
    environment.put("STRETTO_SETTINGS", "worker.threads=2");
    List<String> arguments = run("status", "--bootstrap", "kafka:9092").told("argument");
    int main = arguments.indexOf("io.stretto.cli.Main");
    assertThat(arguments.subList(main + 1, arguments.size()))
        .containsExactly("status", "--bootstrap", "kafka:9092");
  }

  private Run run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add("/bin/sh");
    command.add(Repository.path("deploy/run-role.sh").toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("STRETTO_"));
    builder.environment().remove("JAVA_OPTIONS");
    builder.environment().putAll(environment);
    Path output = directory.resolve("output");
    Process process = builder.redirectOutput(output.toFile()).start();
    assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
    return new Run(process.exitValue(), Files.readAllLines(output));
  }
}
