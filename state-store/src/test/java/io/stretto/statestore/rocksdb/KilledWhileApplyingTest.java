package io.stretto.statestore.rocksdb;

import static io.stretto.statestore.ChainBuilder.key;
import static io.stretto.statestore.ChainBuilder.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.statestore.RocksSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

class KilledWhileApplyingTest {

  @TempDir Path directory;

  @RepeatedTest(3)
  void leavesWholeBlocksOnly() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                ApplyingMain.class.getName(),
                directory.toString())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(output.readLine()).isEqualTo("APPLYING");
    } finally {
      process.destroyForcibly().waitFor();
    }
    try (RocksCommittedState state =
        RocksCommittedState.open(directory, 0, RocksSettings.DEFAULT)) {
      long height = state.tip().height();
      assertThat(height).isGreaterThanOrEqualTo(50);
      for (int i = 0; i < ApplyingMain.KEYS; i++) {
        assertThat(state.read(key("k" + i))).isEqualTo(number(height));
      }
      assertThat(state.receipt("tx-" + height, 0)).isPresent();
      assertThat(state.unannounced(height).changelogRecord()).isPresent();
    }
  }
}
