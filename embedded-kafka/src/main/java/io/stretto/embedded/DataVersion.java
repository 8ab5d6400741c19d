package io.stretto.embedded;

import io.stretto.embedded.EmbeddedKafkaException.Code;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * The content of a data directory's version file.
 *
 * @param format how Stretto lays the directory out
 * @param kafka the Kafka version that last wrote to it, such as 4.3.1
 */
record DataVersion(int format, String kafka) {

  /** The file's name in the data directory. */
  static final String FILE_NAME = "stretto-data.version";

  /** The only format so far. */
  static final int CURRENT_FORMAT = 1;

  /** Reads a version file, which must exist; an unreadable one is an unsupported version. */
  static DataVersion read(Path file) throws IOException {
    Properties content = new Properties();
    try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      content.load(reader);
      DataVersion version =
          new DataVersion(
              Integer.parseInt(content.getProperty("format", "")),
              content.getProperty("kafka", ""));
      version.kafkaNumbers();
      return version;
    } catch (IllegalArgumentException e) {
      throw new EmbeddedKafkaException(
          Code.DATA_VERSION_UNSUPPORTED,
          file + " is not a version file that this Stretto understands; " + remedy(),
          e);
    }
  }

  /** Replaces the file as a whole, so that a crash leaves the old content or the new. */
  void write(Path file) throws IOException {
    Path temporary = file.resolveSibling(FILE_NAME + ".new");
    Files.writeString(temporary, "format=" + format + "\nkafka=" + kafka + "\n");
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Throws unless this Stretto with the given Kafka can go on with data of this version. */
  void requireReadable(Path directory, String runningKafka) {
    if (format != CURRENT_FORMAT) {
      throw unsupported(
          directory, "in data format " + format + ", and this Stretto reads " + CURRENT_FORMAT);
    }
    if (compareNumbers(kafkaNumbers(), numbers(runningKafka)) > 0) {
      throw unsupported(directory, "by Kafka " + kafka + ", and this Stretto runs " + runningKafka);
    }
  }

  private static EmbeddedKafkaException unsupported(Path directory, String why) {
    return new EmbeddedKafkaException(
        Code.DATA_VERSION_UNSUPPORTED, directory + " was written " + why + "; " + remedy());
  }

  private static String remedy() {
    return "run the Stretto that wrote it, or choose another data directory";
  }

  private List<Integer> kafkaNumbers() {
    return numbers(kafka);
  }

  private static List<Integer> numbers(String version) {
    List<Integer> numbers = new ArrayList<>();
    for (String part : version.split("-", 2)[0].split("\\.", -1)) {
      numbers.add(Integer.valueOf(part));
    }
    return numbers;
  }

  private static int compareNumbers(List<Integer> left, List<Integer> right) {
    for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
      int compared =
          Integer.compare(i < left.size() ? left.get(i) : 0, i < right.size() ? right.get(i) : 0);
      if (compared != 0) {
        return compared;
      }
    }
    return 0;
  }
}
