package io.stretto.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The golden bytes of every release are read as the same records by this one, and as long as a
 * schema has not changed, written as the same bytes.
 *
 * <p>The files of a release are written once, with {@code mvn test -pl schemas -am
 * -Dtest=GoldenTest -Dsurefire.failIfNoSpecifiedTests=false -Dgolden.release=0.1}; what is there
 * already stays as it is.
 */
class GoldenTest {

  @BeforeAll
  static void writeFilesOfTheReleaseAskedFor() throws IOException {
    String release = System.getProperty("golden.release");
    if (release != null) {
      for (Map.Entry<String, Object> golden : GoldenRecords.all().entrySet()) {
        byte[] bytes = type(golden.getKey()).encode(golden.getValue());
        GoldenFiles.writeOnce(release, golden.getKey(), bytes);
      }
    }
  }

  static List<String> releases() throws IOException {
    return GoldenFiles.releases();
  }

  @ParameterizedTest
  @MethodSource("releases")
  void goldenBytesAreReadAndWrittenAsEver(String release) throws IOException {
    Map<String, Object> expected = GoldenRecords.all();
    Map<String, byte[]> golden = GoldenFiles.read(release);
    assertThat(expected.keySet()).containsAll(golden.keySet());
    golden.forEach((name, bytes) -> check(name, bytes, expected.get(name)));
  }

  @Test
  void theNewestReleaseHasGoldenBytesOfEveryType() throws IOException {
    assertThat(GoldenFiles.read(releases().getLast()).keySet())
        .isEqualTo(GoldenRecords.all().keySet());
    assertThat(GoldenRecords.all().keySet().stream().map(GoldenTest::type).map(RecordType::name))
        .containsAll(RecordType.all().stream().map(RecordType::name).toList());
  }

  static RecordType<?> type(String name) {
    return RecordType.named(name.substring(0, name.indexOf('-')));
  }

  private static void check(String name, byte[] bytes, Object expected) {
    RecordType<?> type = type(name);
    assertThat(type.generic(type.decode(bytes))).as(name).isEqualTo(type.generic(expected));
    long fingerprint = new AvroReader(bytes, 2).readLittleEndian();
    if (fingerprint == type.schemas().currentFingerprint()) {
      assertThat(type.encode(expected)).as(name).isEqualTo(bytes);
    }
  }
}
