package io.stretto.schemas;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The bytes of every release, one file of hexadecimal digits a record. They are written once,
 * before a release, and never again: see {@link GoldenTest}.
 */
final class GoldenFiles {

  private static final Path ROOT = Path.of("src/test/resources/golden");
  private static final int DIGITS_PER_LINE = 64;

  private GoldenFiles() {}

  /** The releases that there are golden bytes of. */
  static List<String> releases() throws IOException {
    try (Stream<Path> folders = Files.list(ROOT)) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
    }
  }

  /** The golden bytes of a release, by the record's name. */
  static Map<String, byte[]> read(String release) throws IOException {
    Map<String, byte[]> golden = new TreeMap<>();
    try (Stream<Path> files = Files.list(ROOT.resolve(release))) {
      for (Path file : files.toList()) {
        String digits = Files.readString(file, StandardCharsets.US_ASCII).replace("\n", "");
        String name = file.getFileName().toString().replace(".hex", "");
        golden.put(name, HexFormat.of().parseHex(digits));
      }
    }
    return golden;
  }

  /** Writes the bytes of a record, unless the release has them already. */
  static void writeOnce(String release, String name, byte[] bytes) throws IOException {
    Path file = Files.createDirectories(ROOT.resolve(release)).resolve(name + ".hex");
    if (!Files.exists(file)) {
      String digits = HexFormat.of().formatHex(bytes);
      String lines = digits.replaceAll("(.{1," + DIGITS_PER_LINE + "})", "$1\n");
      Files.writeString(file, lines, StandardCharsets.US_ASCII);
    }
  }
}
