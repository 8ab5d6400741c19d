package io.stretto.chaos.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full refuses more, keeps what it has, and takes more again when it is freed. */
final class DiskQuotaTest {

  private static final int BYTES = 1 << 20;

  @TempDir private Path directory;

  @Test
  void whatIsFullTakesNoMoreUntilItIsFreed() throws Exception {
    Optional<String> problem = DiskQuota.problem(directory);
    assumeTrue(problem.isEmpty(), () -> problem.orElseThrow());
    Path mounted = Files.createDirectory(directory.resolve("disk"));
    try (DiskQuota quota = DiskQuota.mount(mounted)) {
      Files.write(mounted.resolve("before"), new byte[BYTES]);
      quota.fill();
      assertThatThrownBy(() -> Files.write(mounted.resolve("while"), new byte[BYTES]))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("No space left");
      assertThat(mounted.resolve("before")).hasSize(BYTES);
      quota.free();
      Files.write(mounted.resolve("after"), new byte[BYTES]);
      assertThat(mounted.resolve("after")).hasSize(BYTES);
    }
    assertThat(mounted).isEmptyDirectory();
  }

  /** Whoever may not mount is told so, and runs without. */
  @Test
  void whereNothingCanBeMountedTheReasonIsTold() throws Exception {
    assertThatThrownBy(() -> DiskQuota.mount(directory.resolve("missing")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("mount");
  }
}
