package io.stretto.integration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Data directories as releases wrote them: a zip file a release, never changed once it is there.
 */
final class GoldenDirectory {

  private static final Path ROOT = Path.of("src/test/resources/golden");
  private static final String SUFFIX = ".zip";

  /** RocksDB's and Kafka's own logs and locks, which nobody reads again. */
  private static final List<String> LEFT_OUT = List.of("LOG", "LOCK", ".lock");

  private GoldenDirectory() {}

  /** The releases that there is a directory of. */
  static List<String> releases() throws IOException {
    try (Stream<Path> files = Files.list(ROOT)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(SUFFIX))
          .map(name -> name.substring(0, name.length() - SUFFIX.length()))
          .sorted()
          .toList();
    }
  }

  /** Lays a release's directory out. */
  static void unpack(String release, Path directory) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file(release)))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path target = directory.resolve(entry.getName());
        Files.createDirectories(target.getParent());
        Files.copy(zip, target);
      }
    }
  }

  /** Keeps a directory as a release's, unless there is one already. */
  static void packOnce(String release, Path directory) throws IOException {
    if (Files.exists(file(release))) {
      return;
    }
    Files.createDirectories(ROOT);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file(release)));
        Stream<Path> files = Files.walk(directory)) {
      zip.setLevel(9);
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        if (!LEFT_OUT.contains(file.getFileName().toString())) {
          zip.putNextEntry(new ZipEntry(directory.relativize(file).toString()));
          Files.copy(file, zip);
          zip.closeEntry();
        }
      }
    }
  }

  private static Path file(String release) {
    return ROOT.resolve(release + SUFFIX);
  }
}
