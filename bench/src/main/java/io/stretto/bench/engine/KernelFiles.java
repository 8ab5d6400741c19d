package io.stretto.bench.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The kernels' files out of the jar, in a directory of their own as long as this is open. */
final class KernelFiles implements AutoCloseable {

  private static final List<String> NAMES =
      List.of("kernels.wasm", "kernels.mjs", "kernels.h", "kernels.c", "native.c");

  private final Path directory;

  KernelFiles() {
    try {
      directory = Files.createTempDirectory("stretto-bench-");
      for (String name : NAMES) {
        Files.write(directory.resolve(name), read(name));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the kernels into a temporary directory", e);
    }
  }

  /** The content of one of the files. */
  static byte[] read(String name) {
    try (InputStream stream = KernelFiles.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("the jar lacks " + name);
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }

  /** Where they are. */
  Path directory() {
    return directory;
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + directory, e);
    }
  }
}
