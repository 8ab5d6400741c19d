package io.stretto.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Avro allows is read, and nothing else. */
class AvroReaderTest {

  @ParameterizedTest
  @ValueSource(
      longs = {0, -1, 1, 63, 64, -64, -65, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE})
  void longsOfEveryLengthAreReadBack(long value) {
    AvroWriter writer = new AvroWriter(0);
    writer.writeLong(value);
    AvroReader reader = new AvroReader(writer.toByteArray(), 0);
    assertThat(reader.readLong()).isEqualTo(value);
    reader.expectEnd();
  }

  @Test
  void integersThatOverflowAreMalformed() {
    assertMalformed(() -> reader("ffffffffffffffffff02").readLong());
    assertMalformed(() -> reader("ffffffffffffffffffff01").readLong());
    assertMalformed(() -> reader("8080808010").readInt());
    assertMalformed(() -> reader("80").readLong());
    assertMalformed(() -> reader("02").readBoolean());
  }

  @ParameterizedTest
  @ValueSource(strings = {"c080", "eda080", "f4908080", "e282", "ff", "80", "61ff"})
  void textsThatAreNotUtf8AreMalformed(String bytes) {
    assertMalformed(() -> reader(lengthOf(bytes) + bytes).readString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uFFFD", "a\uFFFDb", "\u00e4", "\uD83D\uDE00", "", "\0"})
  void textsThatAreUtf8AreRead(String text) {
    AvroWriter writer = new AvroWriter(0);
    writer.writeString(text);
    assertThat(new AvroReader(writer.toByteArray(), 0).readString()).isEqualTo(text);
  }

  @Test
  void lengthsBeyondTheBytesLeftAreMalformed() {
    assertMalformed(() -> reader("0661").readBytes());
    assertMalformed(() -> reader("01").readBytes());
    assertMalformed(() -> reader("feffffff0f").readBytes());
    assertMalformed(() -> reader("feffffff0f").readBlockCount());
  }

  @Test
  void arraysMayHaveSeveralBlocksAndNegativeCounts() {
    assertThat(reader("00").readInts()).isEmpty();
    assertThat(reader("040204" + "00").readInts()).containsExactly(1, 2);
    assertThat(reader("0202" + "03040608" + "00").readInts()).containsExactly(1, 3, 4);
    assertThat(AvroLists.read(reader("0202" + "03040608" + "00"), AvroReader::readInt))
        .isEqualTo(List.of(1, 3, 4));
    assertMalformed(() -> reader("ffffffffffffffffff01" + "00").readBlockCount());
  }

  /** Growing by each block would copy 125 GB here. */
  @Test
  @Timeout(10)
  void blocksOfOneItemTakeLinearTime() {
    AvroWriter writer = new AvroWriter(0);
    for (int i = 0; i < 250_000; i++) {
      writer.writeInt(1);
      writer.writeInt(0);
    }
    writer.writeInt(0);
    assertThat(new AvroReader(writer.toByteArray(), 0).readInts()).hasSize(250_000);
  }

  @Test
  void indexesMustExist() {
    assertThat(reader("040004" + "00").readIndexes(3)).containsExactly(0, 2);
    assertMalformed(() -> reader("040004" + "00").readIndexes(2));
    assertMalformed(() -> reader("0201" + "00").readIndexes(2));
    assertMalformed(() -> reader("04").readIndex(2));
  }

  private static String lengthOf(String hex) {
    return HexFormat.of().toHexDigits((byte) hex.length());
  }

  private static AvroReader reader(String hex) {
    return new AvroReader(HexFormat.of().parseHex(hex), 0);
  }

  private static void assertMalformed(ThrowingCallable reading) {
    assertThatThrownBy(reading)
        .isInstanceOfSatisfying(
            SchemaException.class,
            e -> assertThat(e.code()).isEqualTo(SchemaException.Code.MALFORMED));
  }
}
