package io.stretto.schemas;

import io.stretto.protocol.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads values in Avro's binary encoding from an array, and trusts nothing in it: every length is
 * held against the bytes that are left before anything is allocated, so what a record can make its
 * reader allocate is proportional to its own size. Any bytes that do not fit give a {@link
 * SchemaException} that is {@link SchemaException.Code#MALFORMED}.
 *
 * <p>Which bytes fit takes part in deciding outcomes and must not change: varints have at most 10
 * bytes and must not overflow, ints must lie in their range, booleans are 0 or 1, and texts are
 * well-formed UTF-8. The byte size of an array block with a negative count is read and not used, as
 * Avro does.
 */
final class AvroReader {

  private static final char REPLACEMENT = '\uFFFD';
  private static final byte[] NO_BYTES = {};
  private static final int[] NO_INTS = {};

  private final byte[] buffer;
  private int position;

  AvroReader(byte[] buffer, int position) {
    this.buffer = buffer;
    this.position = position;
  }

  byte[] buffer() {
    return buffer;
  }

  int position() {
    return position;
  }

  int remaining() {
    return buffer.length - position;
  }

  /** To be called when all has been read: nothing may follow. */
  void expectEnd() {
    if (position != buffer.length) {
      throw SchemaException.malformed(remaining() + " bytes follow the record");
    }
  }

  /** Reads 8 bytes, the lowest first. */
  long readLittleEndian() {
    require(Long.BYTES);
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 8) {
      value |= (buffer[position++] & 0xFFL) << shift;
    }
    return value;
  }

  int readByte() {
    require(1);
    return buffer[position++] & 0xFF;
  }

  boolean readBoolean() {
    int value = readByte();
    if (value > 1) {
      throw SchemaException.malformed("a boolean of " + value);
    }
    return value == 1;
  }

  int readInt() {
    long value = readLong();
    if (value != (int) value) {
      throw SchemaException.malformed("an int of " + value);
    }
    return (int) value;
  }

  long readLong() {
    long first = readByte();
    if (first < 0x80) {
      return (first >>> 1) ^ -(first & 1);
    }
    long bits = first & 0x7F;
    for (int shift = 7; shift < Long.SIZE; shift += 7) {
      long next = readByte();
      bits |= (next & 0x7F) << shift;
      if (next < 0x80) {
        if (shift == 63 && next > 1) {
          break;
        }
        return (bits >>> 1) ^ -(bits & 1);
      }
    }
    throw SchemaException.malformed("an integer of more than 64 bits");
  }

  /** Reads an enum's index or a union's branch: 0 to {@code count - 1}. */
  int readIndex(int count) {
    long index = readLong();
    if (index < 0 || index >= count) {
      throw SchemaException.malformed("alternative " + index + " of " + count);
    }
    return (int) index;
  }

  /** Reads the length of bytes or of a text that follow; so many bytes are there. */
  int readLength() {
    long length = readLong();
    if (length < 0 || length > remaining()) {
      throw SchemaException.malformed(length + " bytes where " + remaining() + " are left");
    }
    return (int) length;
  }

  /** Goes past bytes whose number was {@linkplain #readLength() checked}. */
  void advance(int count) {
    position += count;
  }

  /** Reads bytes into an array of their own. */
  byte[] readBytes() {
    return readRaw(readLength());
  }

  /** Reads {@code union{null, bytes}}. */
  byte[] readNullableBytes() {
    return readIndex(2) == 0 ? null : readBytes();
  }

  /** Reads bytes whose number the schema fixes. */
  byte[] readRaw(int count) {
    require(count);
    if (count == 0) {
      return NO_BYTES;
    }
    byte[] bytes = Arrays.copyOfRange(buffer, position, position + count);
    position += count;
    return bytes;
  }

  Digest readDigest() {
    return Digest.ofBytes(readRaw(Digest.LENGTH_BYTES));
  }

  /** Reads a text; its UTF-8 must be well-formed. */
  String readString() {
    int length = readLength();
    if (length == 0) {
      return "";
    }
    int start = position;
    String text = new String(buffer, start, length, StandardCharsets.UTF_8);
    position += length;
    if (text.indexOf(REPLACEMENT) >= 0 && !isExactly(text, start, length)) {
      throw SchemaException.malformed("a text that is not UTF-8");
    }
    return text;
  }

  /**
   * Reads the number of items in the next block of an array; 0 ends the array. Each item must take
   * at least one byte, so there are never more than bytes left.
   */
  int readBlockCount() {
    long count = readLong();
    if (count < 0) {
      count = -count;
      readLong();
    }
    if (count < 0 || count > remaining()) {
      throw SchemaException.malformed(count + " items where " + remaining() + " bytes are left");
    }
    return (int) count;
  }

  /** Reads an array of ints; it grows geometrically, however small its blocks are. */
  int[] readInts() {
    int[] values = NO_INTS;
    int filled = 0;
    for (int count = readBlockCount(); count != 0; count = readBlockCount()) {
      if (values.length - filled < count) {
        values = Arrays.copyOf(values, Math.max(filled + count, 2 * filled));
      }
      for (int i = 0; i < count; i++) {
        values[filled++] = readInt();
      }
    }
    return filled == values.length ? values : Arrays.copyOf(values, filled);
  }

  /** Reads ints that must each be the index of one of {@code count} things. */
  int[] readIndexes(int count) {
    int[] indexes = readInts();
    for (int index : indexes) {
      requireIndex(index, count);
    }
    return indexes;
  }

  static void requireIndex(int index, int count) {
    if (index < 0 || index >= count) {
      throw SchemaException.malformed("index " + index + " of " + count);
    }
  }

  /** What replaced malformed bytes does not give the same bytes again; a real U+FFFD does. */
  private boolean isExactly(String text, int start, int length) {
    byte[] again = text.getBytes(StandardCharsets.UTF_8);
    return Arrays.equals(again, 0, again.length, buffer, start, start + length);
  }

  private void require(int count) {
    if (buffer.length - position < count) {
      throw SchemaException.malformed("the bytes end too early");
    }
  }
}
