package io.stretto.statestore.rocksdb;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Builds the bytes of a RocksDB write batch in Java, so that a block of any size costs one call
 * into native code instead of one an entry.
 *
 * <p>The format is that of {@code write_batch.cc}, unchanged since LevelDB: a sequence number of 8
 * bytes (0), the count of entries (4 bytes, the lowest first), and for each entry a tag (1 puts, 0
 * deletes), the key and, for a put, the value, both with their length as a varint before them. A
 * test holds it against RocksDB's own reading.
 */
final class BatchBytes {

  private static final int HEADER_BYTES = 12;
  private static final int COUNT_AT = 8;
  private static final int ENTRY_OVERHEAD_BYTES = 16;
  private static final int KEPT_BYTES = 8 << 20;
  private static final byte DELETE = 0;
  private static final byte PUT = 1;

  private byte[] bytes = new byte[1 << 16];
  private int length = HEADER_BYTES;
  private int count;

  /** Begins anew, and gives back the memory of an unusually large batch. */
  void clear() {
    if (bytes.length > KEPT_BYTES) {
      bytes = new byte[1 << 16];
    }
    length = HEADER_BYTES;
    count = 0;
  }

  void put(byte[] key, byte[] value) {
    begin(PUT, key.length + value.length);
    append(key);
    append(value);
  }

  /** Puts under a key that has one byte, its kind, before the given bytes. */
  void put(byte kind, byte[] key, byte[] value) {
    begin(PUT, 1 + key.length + value.length);
    append(kind, key);
    append(value);
  }

  /** Puts a place under a transaction id: ordinal, height and index. */
  void putPlace(byte[] transactionId, long ordinal, long height, int index) {
    begin(PUT, 1 + transactionId.length + ReceiptPlace.BYTES);
    append(Keys.TRANSACTION, transactionId);
    appendVarint(ReceiptPlace.BYTES);
    ReceiptPlace.write(bytes, length, ordinal, height, index);
    length += ReceiptPlace.BYTES;
  }

  void delete(byte[] key) {
    begin(DELETE, key.length);
    append(key);
  }

  /** Deletes under a key that has one byte, its kind, before the given bytes. */
  void delete(byte kind, byte[] key) {
    begin(DELETE, 1 + key.length);
    append(kind, key);
  }

  /** A copy of the whole batch. */
  byte[] toByteArray() {
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(0, 0).putInt(COUNT_AT, count);
    return Arrays.copyOf(bytes, length);
  }

  private void begin(byte tag, int payloadBytes) {
    long needed = (long) length + payloadBytes + ENTRY_OVERHEAD_BYTES;
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.toIntExact(Math.max(needed, 2L * bytes.length)));
    }
    bytes[length++] = tag;
    count++;
  }

  private void append(byte[] part) {
    appendVarint(part.length);
    System.arraycopy(part, 0, bytes, length, part.length);
    length += part.length;
  }

  private void append(byte kind, byte[] part) {
    appendVarint(1 + part.length);
    bytes[length++] = kind;
    System.arraycopy(part, 0, bytes, length, part.length);
    length += part.length;
  }

  private void appendVarint(int value) {
    int rest = value;
    while (rest >= 0x80) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }
}
