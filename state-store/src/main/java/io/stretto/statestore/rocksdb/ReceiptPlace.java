package io.stretto.statestore.rocksdb;

import java.nio.ByteBuffer;

/**
 * Where the receipt of a transaction id is.
 *
 * @param ordinal the transaction's number in the ledger
 * @param height its block's height
 * @param index its index in the block
 */
record ReceiptPlace(long ordinal, long height, int index) {

  static final int BYTES = 2 * Long.BYTES + Integer.BYTES;

  static ReceiptPlace decode(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new ReceiptPlace(buffer.getLong(), buffer.getLong(), buffer.getInt());
  }

  static void write(byte[] target, int at, long ordinal, long height, int index) {
    ByteBuffer.wrap(target, at, BYTES).putLong(ordinal).putLong(height).putInt(index);
  }
}
