package io.stretto.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image in containers, where there is an engine and the image has been built. */
@Tag("slow")
class ImageRunTest {

  private static final int LEFT_OUT = 77;
  private static final long MINUTES = 10;

  @TempDir Path directory;

  @Test
  void aClusterOfContainersSurvivesKillsAndStops() throws IOException, InterruptedException {
    Path output = directory.resolve("output");
    Process process =
        new ProcessBuilder(Repository.path("deploy/test-image.sh").toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroy();
    }
    String said = Files.readString(output);
    assumeThat(process.exitValue()).as(said).isNotEqualTo(LEFT_OUT);
    assertThat(process.exitValue()).as(said).isZero();
  }
}
