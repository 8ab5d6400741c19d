package io.stretto.statestore.streams;

import io.stretto.protocol.Digest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A record of the changelog: a block's whole delta, or, where that is larger than a record may be,
 * one of several parts which are a block only together.
 *
 * <p>The key of a whole one is the block's height and the height up to which all had been published
 * when it was written (two longs). That of a part goes on with its number and the number of parts
 * (two ints), and a mark of the delta (a long), since another process may write the same block, and
 * not with the same bytes.
 *
 * @param key the record's key; not to be changed
 * @param value the record's value; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ChangelogRecord(byte[] key, byte[] value) {

  /** A record with its key and what Kafka adds stays below the 16 MiB of the topic. */
  static final int LIMIT_BYTES = 15 << 20;

  private static final int WHOLE_KEY_BYTES = 2 * Long.BYTES;
  private static final int PART_KEY_BYTES = WHOLE_KEY_BYTES + 2 * Integer.BYTES + Long.BYTES;

  /** The records of a block, in order. */
  static List<ChangelogRecord> of(long height, long announcedHeight, byte[] delta) {
    if (delta.length <= LIMIT_BYTES) {
      byte[] key = new byte[WHOLE_KEY_BYTES];
      ByteBuffer.wrap(key).putLong(height).putLong(announcedHeight);
      return List.of(new ChangelogRecord(key, delta));
    }
    int count = Math.ceilDiv(delta.length, LIMIT_BYTES);
    long mark = ByteBuffer.wrap(Digest.sha256(delta).toBytes()).getLong();
    List<ChangelogRecord> parts = new ArrayList<>(count);
    for (int number = 0; number < count; number++) {
      int from = number * LIMIT_BYTES;
      byte[] slice = Arrays.copyOfRange(delta, from, Math.min(delta.length, from + LIMIT_BYTES));
      byte[] key = new byte[PART_KEY_BYTES];
      ByteBuffer.wrap(key)
          .putLong(height)
          .putLong(announcedHeight)
          .putInt(number)
          .putInt(count)
          .putLong(mark);
      parts.add(new ChangelogRecord(key, slice));
    }
    return parts;
  }

  long height() {
    return ByteBuffer.wrap(key).getLong();
  }

  long announcedHeight() {
    return ByteBuffer.wrap(key).getLong(Long.BYTES);
  }

  boolean isWhole() {
    return key.length == WHOLE_KEY_BYTES;
  }

  /** A part's number, from 0. */
  int number() {
    return ByteBuffer.wrap(key).getInt(WHOLE_KEY_BYTES);
  }

  /** How many parts there are. */
  int count() {
    return ByteBuffer.wrap(key).getInt(WHOLE_KEY_BYTES + Integer.BYTES);
  }

  /** What all parts of one delta have in common. */
  long mark() {
    return ByteBuffer.wrap(key).getLong(WHOLE_KEY_BYTES + 2 * Integer.BYTES);
  }
}
