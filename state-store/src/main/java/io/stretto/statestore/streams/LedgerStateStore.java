package io.stretto.statestore.streams;

import io.stretto.statestore.RocksSettings;
import io.stretto.statestore.rocksdb.AppliedBlock;
import io.stretto.statestore.rocksdb.RocksCommittedState;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.BatchingStateRestoreCallback;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.query.Position;

/**
 * A ledger's state as Kafka Streams sees it: a store that manages its own changelog offsets
 * (KIP-1035) and has one {@linkplain ChangelogRecord changelog record} a block, or several where a
 * block is too large for one.
 *
 * <p>Streams calls {@link #commit} after it has flushed its producer, so what was published before
 * is then known to be in Kafka; only then the deltas kept for publishing again are dropped. Streams
 * opens stores also to look at them, and commits them without a flush: so only what this instance
 * published counts. While a block is there in part, the offsets stay before it.
 *
 * <p>How a store writes to its changelog is internal to Streams: {@link InternalProcessorContext},
 * as Streams' own stores use it. Checked with Kafka 4.3.1.
 */
final class LedgerStateStore implements StateStore {

  private final String name;
  private final RocksSettings settings;
  private InternalProcessorContext<?, ?> context;
  private TopicPartition changelog;
  private RocksCommittedState state;
  private long publishedHeight = -1;
  private Map<String, OptionalLong> committedOffsets = Map.of();
  private ChangelogParts parts = new ChangelogParts();

  LedgerStateStore(String name, RocksSettings settings) {
    this.name = name;
    this.settings = settings;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void init(StateStoreContext storeContext, StateStore root) {
    context = (InternalProcessorContext<?, ?>) storeContext;
    int ledger = context.taskId().partition();
    Path directory = storeContext.stateDir().toPath().resolve(name);
    changelog = new TopicPartition(context.changelogFor(name), ledger);
    parts = new ChangelogParts();
    state = RocksCommittedState.open(directory, ledger, settings);
    storeContext.register(root, new Restore());
  }

  /** The state itself, while the store is open. */
  RocksCommittedState state() {
    return state;
  }

  /** Writes a block to the changelog, where that has not been done for certain. */
  void writeToChangelog(AppliedBlock block) {
    block
        .changelogRecord()
        .ifPresent(value -> writeToChangelog(block.delta().commit().height(), value));
  }

  /** All up to this height has been handed to the producer, changelog included. */
  void published(long height) {
    publishedHeight = height;
  }

  @Override
  public void commit(Map<TopicPartition, Long> changelogOffsets) {
    if (parts.hasAbove(state.tip().height())) {
      return;
    }
    Map<String, OptionalLong> offsets = new HashMap<>();
    changelogOffsets.forEach(
        (partition, offset) ->
            offsets.put(
                partition.toString(),
                offset == null ? OptionalLong.empty() : OptionalLong.of(offset)));
    if (offsets.isEmpty()) {
      offsets.put(changelog.toString(), OptionalLong.empty());
    }
    if (publishedHeight > state.announcedHeight() || !offsets.equals(committedOffsets)) {
      state.announced(publishedHeight, offsets);
      committedOffsets = offsets;
    }
  }

  @Override
  public Long committedOffset(TopicPartition partition) {
    OptionalLong offset = state.offset(partition.toString());
    return offset.isPresent() ? offset.getAsLong() : null;
  }

  @Override
  @SuppressWarnings("deprecation") // from its first release on, until all stores manage theirs
  public boolean managesOffsets() {
    return true;
  }

  @Override
  public boolean persistent() {
    return true;
  }

  @Override
  public boolean isOpen() {
    return state != null;
  }

  @Override
  public void close() {
    if (state != null) {
      state.close();
      state = null;
    }
  }

  private void writeToChangelog(long height, byte[] delta) {
    for (ChangelogRecord record : ChangelogRecord.of(height, state.announcedHeight(), delta)) {
      context.logChange(
          name,
          Bytes.wrap(record.key()),
          record.value(),
          context.currentSystemTimeMs(),
          new RecordHeaders(),
          Position.emptyPosition());
    }
  }

  private final class Restore implements BatchingStateRestoreCallback {

    @Override
    public void restoreAll(Collection<KeyValue<byte[], byte[]>> records) {
      for (KeyValue<byte[], byte[]> read : records) {
        ChangelogRecord record = new ChangelogRecord(read.key, read.value);
        parts.take(record).ifPresent(delta -> state.restore(delta, record.announcedHeight()));
      }
    }
  }
}
