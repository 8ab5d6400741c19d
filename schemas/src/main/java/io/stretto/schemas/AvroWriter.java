package io.stretto.schemas;

import io.stretto.protocol.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing buffer to which values are written in Avro's binary encoding. For one thread. */
final class AvroWriter {

  private static final int VARINT_LIMIT_BYTES = 10;

  private byte[] buffer;
  private int length;

  AvroWriter(int expectedBytes) {
    buffer = new byte[Math.max(expectedBytes, 32)];
  }

  int length() {
    return length;
  }

  byte[] toByteArray() {
    return length == buffer.length ? buffer : Arrays.copyOf(buffer, length);
  }

  /** Writes 8 bytes, the lowest first: the form of the fingerprint in the header. */
  void writeLittleEndian(long value) {
    ensure(Long.BYTES);
    for (int shift = 0; shift < Long.SIZE; shift += 8) {
      buffer[length++] = (byte) (value >>> shift);
    }
  }

  void writeByte(int value) {
    ensure(1);
    buffer[length++] = (byte) value;
  }

  void writeBoolean(boolean value) {
    writeByte(value ? 1 : 0);
  }

  void writeInt(int value) {
    writeLong(value);
  }

  void writeLong(long value) {
    ensure(VARINT_LIMIT_BYTES);
    byte[] target = buffer;
    int at = length;
    long rest = (value << 1) ^ (value >> 63);
    while ((rest & ~0x7FL) != 0) {
      target[at++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    target[at++] = (byte) rest;
    length = at;
  }

  void writeBytes(byte[] value) {
    writeBytes(value, 0, value.length);
  }

  void writeBytes(byte[] value, int offset, int count) {
    writeLong(count);
    writeRaw(value, offset, count);
  }

  /** Writes {@code union{null, bytes}}. */
  void writeNullableBytes(byte[] value) {
    if (value == null) {
      writeByte(0);
    } else {
      writeInt(1);
      writeBytes(value);
    }
  }

  void writeString(String value) {
    writeBytes(value.getBytes(StandardCharsets.UTF_8));
  }

  void writeDigest(Digest value) {
    writeRaw(value.toBytes(), 0, Digest.LENGTH_BYTES);
  }

  /** Writes bytes whose number the schema fixes. */
  void writeFixed(byte[] value) {
    writeRaw(value, 0, value.length);
  }

  void writeInts(int[] values) {
    if (values.length > 0) {
      writeLong(values.length);
      for (int value : values) {
        writeLong(value);
      }
    }
    writeByte(0);
  }

  /** Writes all of another buffer. */
  void writeAll(AvroWriter other) {
    writeRaw(other.buffer, 0, other.length);
  }

  private void writeRaw(byte[] value, int offset, int count) {
    ensure(count);
    System.arraycopy(value, offset, buffer, length, count);
    length += count;
  }

  private void ensure(int more) {
    if (buffer.length - length < more) {
      long wanted = Math.max(2L * buffer.length, (long) length + more);
      if ((long) length + more > Integer.MAX_VALUE - 8) {
        throw new IllegalStateException("a record of more than 2 GiB");
      }
      buffer = Arrays.copyOf(buffer, (int) Math.min(wanted, Integer.MAX_VALUE - 8));
    }
  }
}
