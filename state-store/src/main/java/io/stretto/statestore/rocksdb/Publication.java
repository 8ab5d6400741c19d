package io.stretto.statestore.rocksdb;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What the store knows of Kafka: up to which block all has been published, the changelog included;
 * the deltas of later blocks, to publish them again; and how far the changelog was taken in.
 */
final class Publication {

  private final StateDatabase database;
  private final BatchBytes batch = new BatchBytes();
  private long announcedHeight = -1;

  /** The lowest height whose delta may be kept. */
  private long firstPending;

  Publication(StateDatabase database) {
    this.database = database;
    byte[] announced = database.get(Keys.ANNOUNCED);
    if (announced != null) {
      announcedHeight = number(announced);
      firstPending = announcedHeight + 1;
    }
  }

  /** The height up to which all has been published. */
  long announcedHeight() {
    return announcedHeight;
  }

  /** Keeps a block's delta, in the batch that applies the block. */
  void keep(long height, byte[] delta, BatchBytes with) {
    with.put(Keys.pending(height), delta);
  }

  /** The delta that is kept of a block; {@code null} where the changelog is known to have it. */
  byte[] kept(long height) {
    return database.get(Keys.pending(height));
  }

  /** A block came from the changelog, with what was announced when it was written there. */
  void restored(long height, long announced, BatchBytes with) {
    if (firstPending == height) {
      firstPending++;
    }
    announcedHeight = Math.max(announcedHeight, announced);
    with.put(Keys.ANNOUNCED, bytes(announcedHeight));
  }

  /** All up to a height has been published, and the changelog been taken in to these offsets. */
  void announced(long height, Map<String, OptionalLong> offsets) {
    batch.clear();
    if (height > announcedHeight) {
      announcedHeight = height;
      batch.put(Keys.ANNOUNCED, bytes(height));
      for (; firstPending <= height; firstPending++) {
        batch.delete(Keys.pending(firstPending));
      }
    }
    offsets.forEach(this::addOffset);
    database.write(batch);
  }

  /** How far a partition of the changelog has been taken in, if that is known. */
  OptionalLong offset(String partition) {
    byte[] offset = database.get(Keys.offset(partition));
    return offset == null ? OptionalLong.empty() : OptionalLong.of(number(offset));
  }

  private void addOffset(String partition, OptionalLong offset) {
    if (offset.isPresent()) {
      batch.put(Keys.offset(partition), bytes(offset.getAsLong()));
    } else {
      batch.delete(Keys.offset(partition));
    }
  }

  private static byte[] bytes(long value) {
    return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
  }

  private static long number(byte[] bytes) {
    return ByteBuffer.wrap(bytes).getLong();
  }
}
