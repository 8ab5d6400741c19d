package io.stretto.statestore.rocksdb;

import io.stretto.protocol.StateKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The keys of the database: a byte that tells the kind, then the kind's own bytes. */
final class Keys {

  /** A fact about the store itself. */
  static final byte META = 0;

  /** A committed block, by height: its commit record and its receipts. */
  static final byte BLOCK = 1;

  /** A block's whole delta, by height, until it is known to be in the changelog. */
  static final byte PENDING = 2;

  /** A transaction id: where its receipt is. */
  static final byte TRANSACTION = 3;

  /** An entry of the ledger's state. */
  static final byte STATE = 4;

  static final byte[] FORMAT = {META, 0};
  static final byte[] LEDGER = {META, 1};
  static final byte[] TIP = {META, 2};
  static final byte[] ANNOUNCED = {META, 3};
  private static final byte OFFSET = 4;

  private Keys() {}

  static byte[] state(StateKey key) {
    return prefixed(STATE, key.bytes());
  }

  static byte[] transaction(String transactionId) {
    return prefixed(TRANSACTION, transactionId.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] block(long height) {
    return byHeight(BLOCK, height);
  }

  static byte[] pending(long height) {
    return byHeight(PENDING, height);
  }

  /** How far the store has taken in a partition of the changelog. */
  static byte[] offset(String partition) {
    byte[] name = partition.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(2 + name.length).put(META).put(OFFSET).put(name).array();
  }

  private static byte[] byHeight(byte kind, long height) {
    return ByteBuffer.allocate(1 + Long.BYTES).put(kind).putLong(height).array();
  }

  private static byte[] prefixed(byte kind, byte[] bytes) {
    byte[] key = new byte[1 + bytes.length];
    key[0] = kind;
    System.arraycopy(bytes, 0, key, 1, bytes.length);
    return key;
  }
}
