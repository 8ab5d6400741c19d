package io.stretto.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.stretto.embedded.EmbeddedKafkaException.Code;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class EmbeddedKafkaErrorsTest {

  @TempDir private Path parent;

  @Test
  void aPortInUseIsNamedAndTheDirectoryStaysFree() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      EmbeddedKafkaSettings settings = settings().withPort(taken.getLocalPort());

      assertThat(failure(settings, Code.PORT_IN_USE))
          .hasMessageContaining("port " + taken.getLocalPort())
          .hasMessageContaining("choose another port");
    }
    EmbeddedKafka.start(settings()).close();
  }

  @Test
  void anAddressOfAnotherMachineIsNamed() {
    assertThat(failure(settings().withHost("192.0.2.1"), Code.HOST_NOT_LOCAL))
        .hasMessageContaining("192.0.2.1");
  }

  @Test
  void aDirectoryInUseNamesTheProcess() {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(settings())) {
      assertThat(kafka.port()).isPositive();

      assertThat(failure(settings(), Code.DATA_DIRECTORY_LOCKED))
          .hasMessageContaining("process " + ProcessHandle.current().pid())
          .hasMessageContaining(data().toString());
    }
  }

  @Test
  void aDirectoryOfAnotherProgramIsLeftAlone() throws IOException {
    Files.createDirectories(data());
    Files.writeString(data().resolve("letters.txt"), "mine");

    assertThat(failure(settings(), Code.DATA_DIRECTORY_FOREIGN))
        .hasMessageContaining(data().toString());
    try (var entries = Files.list(data())) {
      assertThat(entries).containsExactly(data().resolve("letters.txt"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "format=2\nkafka=4.3.1\n",
        "format=0\nkafka=4.3.1\n",
        "format=1\nkafka=99.0.0\n",
        "format=1\nkafka=99\n",
        "format=1\n",
        "format=one\nkafka=4.3.1\n",
        "nothing of ours"
      })
  void dataOfANewerOrUnknownVersionIsRefused(String content) throws IOException {
    Files.createDirectories(data());
    Path versionFile = data().resolve(DataVersion.FILE_NAME);
    Files.writeString(versionFile, content);

    assertThat(failure(settings(), Code.DATA_VERSION_UNSUPPORTED))
        .hasMessageContaining(data().toString())
        .hasMessageContaining("run the Stretto that wrote it");
    assertThat(versionFile).hasContent(content);
  }

  @Test
  void dataOfAnOlderKafkaIsTakenOver() throws IOException {
    Files.createDirectories(data());
    Path versionFile = data().resolve(DataVersion.FILE_NAME);
    Files.writeString(versionFile, "format=1\nkafka=4.1.9\n");

    EmbeddedKafka.start(settings()).close();

    assertThat(versionFile).hasContent("format=1\nkafka=" + AppInfoParser.getVersion() + "\n");
  }

  @Test
  void aFormatThatWasInterruptedIsDoneAgain() throws IOException {
    Path unfinished = data().resolve("kafka.unfinished");
    Files.createDirectories(unfinished);
    Files.writeString(unfinished.resolve("meta.properties"), "half of it");
    Files.writeString(data().resolve(DataVersion.FILE_NAME), "format=1\nkafka=4.3.1\n");

    EmbeddedKafka.start(settings()).close();

    assertThat(unfinished).doesNotExist();
  }

  @Test
  void aFileInTheDirectorysPlaceIsNamed() throws IOException {
    Files.writeString(data(), "a file");

    assertThat(failure(settings(), Code.DATA_DIRECTORY_NOT_WRITABLE))
        .hasMessageContaining(data().toString());
  }

  @Test
  void aDirectoryWithoutPermissionIsNamed() throws IOException {
    Files.createDirectories(data());
    Files.setPosixFilePermissions(data(), PosixFilePermissions.fromString("r-xr-xr-x"));
    Assumptions.assumeFalse(Files.isWritable(data()), "this user may write everywhere");

    assertThat(failure(settings(), Code.DATA_DIRECTORY_NOT_WRITABLE))
        .hasMessageContaining(data().toString());
  }

  @Test
  void aSettingThatKafkaRefusesIsNamed() {
    assertThat(failure(settings().withBrokerProperty("num.io.threads", "none"), Code.BROKER_FAILED))
        .hasMessageContaining("num.io.threads");
  }

  private EmbeddedKafkaSettings settings() {
    return EmbeddedKafkaSettings.in(data());
  }

  private Path data() {
    return parent.resolve("data");
  }

  private static EmbeddedKafkaException failure(EmbeddedKafkaSettings settings, Code code) {
    EmbeddedKafkaException failure =
        catchThrowableOfType(
            EmbeddedKafkaException.class, () -> EmbeddedKafka.start(settings).close());
    assertThat(failure).isNotNull();
    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.getMessage()).hasLineCount(1);
    return failure;
  }
}
