package io.stretto.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class TemporaryDirectoryTest {

  @Test
  void itIsEmptyAtFirstAndGoneAtTheEndWithAllThatIsInIt() throws IOException {
    Path path;
    try (TemporaryDirectory directory = TemporaryDirectory.create("stretto-test")) {
      path = directory.path();
      assertThat(path).isEmptyDirectory();
      Files.createDirectories(path.resolve("a/b"));
      Files.writeString(path.resolve("a/b/file"), "content");
    }
    assertThat(path).doesNotExist();
  }

  @Test
  void whatIsGoneAlreadyIsNoProblem() throws IOException {
    try (TemporaryDirectory directory = TemporaryDirectory.create("stretto-test")) {
      Files.delete(directory.path());
    }
  }
}
