package io.stretto.statestore.streams;

import io.stretto.protocol.Block;
import io.stretto.protocol.Commit;
import io.stretto.schemas.BlockCodec;
import io.stretto.schemas.SchemaException;
import io.stretto.service.kafka.KafkaClients;
import io.stretto.statestore.StateStoreException;
import io.stretto.statestore.StateStoreException.Code;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * The records of the blocks topic after the last committed block, up to its end: Streams has
 * committed the offsets of blocks that were still open, and does not deliver them again.
 *
 * <p>Taken bit by bit, so that a long backlog does not fill the memory with open blocks. What
 * Streams delivers meanwhile is to be dropped; so the end is looked up anew until it has been
 * reached.
 */
final class BlockBacklog implements AutoCloseable {

  private static final Duration WAIT = Duration.ofMillis(100);
  private static final Duration STALL = Duration.ofSeconds(30);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final TopicPartition partition;
  private final ArrayDeque<ConsumerRecord<byte[], byte[]>> records = new ArrayDeque<>();
  private long end;

  private BlockBacklog(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition) {
    this.consumer = consumer;
    this.partition = partition;
  }

  /**
   * Opens the backlog after a committed block, or all of the topic where there is none.
   *
   * @throws StateStoreException when the topic does not have that block where it was found
   */
  static BlockBacklog open(
      KafkaClients clients, String clientId, TopicPartition partition, Optional<Commit> tip) {
    BlockBacklog backlog =
        new BlockBacklog(clients.reader(clientId, IsolationLevel.READ_UNCOMMITTED), partition);
    boolean isUsable = false;
    try {
      backlog.start(tip);
      isUsable = true;
      return backlog;
    } finally {
      if (!isUsable) {
        backlog.close();
      }
    }
  }

  /** The next record; {@code null} where none is at hand at the moment. */
  ConsumerRecord<byte[], byte[]> poll() {
    if (records.isEmpty()) {
      consumer.poll(Duration.ZERO).records(partition).forEach(records::addLast);
    }
    return records.pollFirst();
  }

  /** Whether all has been taken that Streams may have delivered until now. */
  boolean isExhausted() {
    if (!records.isEmpty() || consumer.position(partition, STALL) < end) {
      return false;
    }
    end = consumer.endOffsets(List.of(partition), STALL).get(partition);
    return consumer.position(partition, STALL) >= end;
  }

  @Override
  public void close() {
    consumer.close();
  }

  private void start(Optional<Commit> tip) {
    consumer.assign(List.of(partition));
    end = consumer.endOffsets(List.of(partition), STALL).get(partition);
    if (tip.isEmpty()) {
      consumer.seekToBeginning(List.of(partition));
      return;
    }
    long offset = tip.get().blockOffset();
    if (offset >= end) {
      throw disagreement(tip.get(), "the topic ends at offset " + end);
    }
    consumer.seek(partition, offset);
    requireTip(tip.get());
  }

  private void requireTip(Commit tip) {
    ConsumerRecord<byte[], byte[]> record = await(tip);
    if (record.offset() != tip.blockOffset()) {
      throw disagreement(tip, "the next record there has offset " + record.offset());
    }
    try {
      Block block = new BlockCodec().decode(record.value());
      if (!block.digest().equals(tip.blockDigest())) {
        throw disagreement(tip, "another block is there, with digest " + block.digest());
      }
    } catch (SchemaException e) {
      throw disagreement(tip, "what is there is no block: " + e.getMessage());
    }
  }

  private ConsumerRecord<byte[], byte[]> await(Commit tip) {
    long deadline = System.nanoTime() + STALL.toNanos();
    try {
      while (System.nanoTime() < deadline) {
        consumer.poll(WAIT).records(partition).forEach(records::addLast);
        if (!records.isEmpty()) {
          return records.removeFirst();
        }
      }
    } catch (OffsetOutOfRangeException e) {
      throw disagreement(tip, "the topic no longer has that offset");
    }
    throw new TimeoutException(partition + " delivered nothing for " + STALL);
  }

  private StateStoreException disagreement(Commit tip, String finding) {
    return new StateStoreException(
        Code.DIFFERENT_HISTORY,
        "the committed state ends with block "
            + tip.height()
            + " (digest "
            + tip.blockDigest()
            + ") from offset "
            + tip.blockOffset()
            + " of "
            + partition
            + ", but "
            + finding
            + ": the state and its changelog belong to another cluster, or the topic was made anew."
            + " Give this cluster its own state directory and application id, or its topics back");
  }
}
