package io.stretto.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.fabric8.kubernetes.api.model.PodSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ImageTest {

  private static final Path COMMAND = Repository.path("cli/src/main/java/io/stretto/cli");

  private final String dockerfile = Repository.text("deploy/Dockerfile");

  @Test
  void itRunsAsTheUserOfThePods() {
    Matcher user = Pattern.compile("^USER (\\d+):\\d+$", Pattern.MULTILINE).matcher(dockerfile);
    assertThat(user.find()).isTrue();
    assertThat(Manifests.pods().values())
        .extracting((PodSpec pod) -> pod.getSecurityContext().getRunAsUser())
        .containsOnly(Long.parseLong(user.group(1)));
  }

  @Test
  void basesAreArgumentsWithoutAHost() {
    assertThat(dockerfile.lines().filter(line -> line.startsWith("ARG ")))
        .allSatisfy(line -> assertThat(line).doesNotContain("/"));
    assertThat(dockerfile.lines().filter(line -> line.startsWith("FROM ")))
        .allSatisfy(line -> assertThat(line).matches("FROM (\\$\\{[A-Z]+}|scratch)( AS [a-z]+)?"));
  }

  /** Docker takes whatever lies in the context: older jars of the work tree were built in. */
  @Test
  void whatIsBuiltInTheImageDoesNotMixWithTheJarsOfTheWorkTree() {
    assertThat(Repository.text("deploy/Dockerfile.dockerignore")).contains("!cli/target/lib");
    assertThat(dockerfile).contains("rm -rf cli/target && mvn ");
  }

  /** In a work tree of umask 077 the jars were readable to root alone. */
  @Test
  void everyUserOfTheImageCanReadWhatIsCopiedIntoIt() {
    String last = dockerfile.substring(dockerfile.lastIndexOf("\nFROM "));
    assertThat(last.lines().filter(line -> line.startsWith("COPY ")))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).startsWith("COPY --chmod=0555 "));
  }

  @Test
  void theCommandHasItsMainClassAndTheRoles() throws Exception {
    assumeThat(Files.exists(COMMAND.resolve("StrettoCommand.java")))
        .as("the command is in this build")
        .isTrue();
    assertThat(Repository.text("deploy/run-role.sh")).contains("io.stretto.cli.Main ");
    assertThat(COMMAND.resolve("Main.java")).exists();
    String roles = Files.readString(COMMAND.resolve("cluster/Role.java"));
    assertThat(Manifests.pods().keySet())
        .allSatisfy(role -> assertThat(roles).contains("(\"" + role + "\")"));
    assertThat(Repository.text("deploy/run-role.sh"))
        .contains("  coordinator | worker | state-store) ;;");
    assertThat(Manifests.pods().keySet()).containsOnly("coordinator", "worker", "state-store");
  }
}
