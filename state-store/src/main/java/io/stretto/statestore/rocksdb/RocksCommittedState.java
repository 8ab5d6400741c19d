package io.stretto.statestore.rocksdb;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.stretto.protocol.BlockDelta;
import io.stretto.protocol.ChainTip;
import io.stretto.protocol.Commit;
import io.stretto.protocol.Digest;
import io.stretto.protocol.Fingerprint;
import io.stretto.protocol.Genesis;
import io.stretto.protocol.Receipt;
import io.stretto.protocol.StateEntry;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.StateRange;
import io.stretto.protocol.Write;
import io.stretto.protocol.port.CommittedState;
import io.stretto.schemas.BlockDeltaCodec;
import io.stretto.schemas.CommitCodec;
import io.stretto.statestore.RocksSettings;
import io.stretto.statestore.StateStoreException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.rocksdb.ReadOptions;

/**
 * The committed state of one ledger on RocksDB. A block is one write batch; values that were read
 * or written of late are on the heap, so that validation rarely calls into RocksDB.
 *
 * <p>The store may be ahead of its changelog after the process was killed. So it keeps the delta of
 * each block that it applied until {@link #announced} says that the changelog and all readers have
 * it; after a restart, {@link #unannounced} gives what is to be published again.
 *
 * <p>One thread writes and uses everything here but {@link #reader}, which is for all others.
 */
public final class RocksCommittedState implements CommittedState, AutoCloseable {

  private final int ledger;
  private final StateDatabase database;
  private final Cache<StateKey, CachedValue> values;
  private final CommittedReader reader;
  private final Publication publication;
  private final BlockDeltaCodec deltas = new BlockDeltaCodec();
  private final CommitCodec commits = new CommitCodec();
  private final BatchBytes batch = new BatchBytes();
  private final ArrayDeque<AppliedBlock> applied = new ArrayDeque<>();
  private RecentIds recentIds = new RecentIds(0);
  private Commit lastCommit;
  private long lastRestored = -1;
  private boolean hadBlocks;

  private RocksCommittedState(int ledger, StateDatabase database, RocksSettings settings) {
    this.ledger = ledger;
    this.database = database;
    this.values =
        Caffeine.newBuilder()
            .maximumWeight(settings.valueCacheBytes())
            .weigher((StateKey key, CachedValue value) -> value.weight(key.bytes().length))
            .executor(Runnable::run)
            .build();
    this.reader = new CommittedReader(database, values);
    this.publication = new Publication(database);
  }

  /**
   * Opens the state in a directory, or begins one there.
   *
   * @throws StateStoreException when the directory's files cannot be used, with what to do
   */
  public static RocksCommittedState open(Path directory, int ledger, RocksSettings settings) {
    StateDatabase database = StateDatabase.open(directory, ledger, settings);
    RocksCommittedState state = new RocksCommittedState(ledger, database, settings);
    boolean isUsable = false;
    try {
      state.load();
      isUsable = true;
      return state;
    } finally {
      if (!isUsable) {
        database.close();
      }
    }
  }

  /** What other threads may read. */
  public CommittedReader reader() {
    return reader;
  }

  /** The record of the last committed block, if there is one. */
  public Optional<Commit> lastCommit() {
    return Optional.ofNullable(lastCommit);
  }

  @Override
  public ChainTip tip() {
    return lastCommit == null ? ChainTip.NONE : lastCommit.tip();
  }

  @Override
  public long tipBlockOffset() {
    return lastCommit == null ? -1 : lastCommit.blockOffset();
  }

  @Override
  public Digest stateDigest() {
    return lastCommit == null ? Digest.ZERO : lastCommit.stateDigest();
  }

  @Override
  public byte[] read(StateKey key) {
    return cached(key).value();
  }

  @Override
  public List<StateEntry> scan(StateRange range, int limit) {
    try (ReadOptions now = new ReadOptions()) {
      return database.scan(now, range, limit);
    }
  }

  @Override
  public Fingerprint fingerprint(StateKey key) {
    return cached(key).fingerprint();
  }

  @Override
  public Optional<Receipt> receipt(String transactionId, long firstOrdinal) {
    if (!recentIds.mayContain(transactionId)) {
      return Optional.empty();
    }
    return reader
        .place(transactionId)
        .filter(place -> place.ordinal() >= firstOrdinal)
        .map(reader::receiptAt);
  }

  @Override
  public void apply(BlockDelta delta) {
    long height = delta.commit().height();
    if (height <= tip().height()) {
      return;
    }
    requireNext(height);
    byte[] encoded = deltas.encode(delta);
    batch.clear();
    publication.keep(height, encoded, batch);
    write(delta);
    applied.addLast(new AppliedBlock(delta, Optional.of(encoded)));
  }

  /** The oldest block that was applied and not yet taken from here; {@code null} where none is. */
  public AppliedBlock pollApplied() {
    return applied.pollFirst();
  }

  /**
   * Applies a block of the changelog. One at or below the tip is a repeat, and must be the same.
   * One that does not follow the tip is passed over: after a failure of Kafka, the blocks before it
   * may have been written again behind it, and then this one is there again too.
   *
   * @param encoded the block's delta
   * @param announced the height up to which all had been published when it was written
   * @throws StateStoreException when it is of another history
   */
  public void restore(byte[] encoded, long announced) {
    BlockDelta delta = deltas.decode(encoded);
    Commit commit = delta.commit();
    if (commit.ledger() != ledger) {
      throw ChangelogErrors.differentHistory(ledger, commit, "is of ledger " + commit.ledger());
    }
    if (commit.height() <= tip().height()) {
      checkRepeat(commit);
      return;
    }
    lastRestored = Math.max(lastRestored, commit.height());
    if (commit.height() > tip().height() + 1) {
      return;
    }
    batch.clear();
    publication.restored(commit.height(), announced, batch);
    write(delta);
  }

  /**
   * To be called when all of the changelog has been restored. Where there were blocks on the disk,
   * the changelog is read from an offset on, and may lack some: another instance that took itself
   * for the owner wrote them there before, and more behind it. They are computed again.
   *
   * @throws StateStoreException when a block is missing in a changelog read from its beginning
   */
  public void requireComplete() {
    if (!hadBlocks && lastRestored > tip().height()) {
      throw ChangelogErrors.gap(ledger, lastRestored, tip().height() + 1);
    }
  }

  /**
   * Notes that all blocks up to a height are in the changelog and have been published, and how far
   * the changelog has been taken in.
   *
   * @param height the height; -1 to leave it as it is
   * @param offsets by partition; a missing value forgets the partition
   */
  public void announced(long height, Map<String, OptionalLong> offsets) {
    publication.announced(height, offsets);
  }

  /** How far a partition of the changelog has been taken in, if that is known. */
  public OptionalLong offset(String partition) {
    return publication.offset(partition);
  }

  /** The height up to which all is in the changelog and has been published. */
  public long announcedHeight() {
    return publication.announcedHeight();
  }

  /** A block that may not have been published: from above the announced height up to the tip. */
  public AppliedBlock unannounced(long height) {
    byte[] pending = publication.kept(height);
    if (pending != null) {
      return new AppliedBlock(deltas.decode(pending), Optional.of(pending));
    }
    BlockDelta block =
        reader.block(height).orElseThrow(() -> new IllegalStateException("no block " + height));
    return new AppliedBlock(block, Optional.empty());
  }

  @Override
  public void close() {
    database.close();
  }

  private CachedValue cached(StateKey key) {
    CachedValue value = values.getIfPresent(key);
    if (value == null) {
      value = new CachedValue(database.get(Keys.state(key)));
      values.put(key, value);
    }
    return value;
  }

  private void write(BlockDelta delta) {
    Commit commit = delta.commit();
    for (Write write : delta.writes()) {
      if (write.isDelete()) {
        batch.delete(Keys.STATE, write.key().bytes());
      } else {
        batch.put(Keys.STATE, write.key().bytes(), write.value());
      }
    }
    long firstOrdinal = tip().nextOrdinal();
    for (Receipt receipt : delta.receipts()) {
      if (RecentIds.isFirst(receipt)) {
        byte[] id = receipt.transactionId().getBytes(StandardCharsets.UTF_8);
        int index = receipt.position().index();
        batch.putPlace(id, firstOrdinal + index, commit.height(), index);
      }
    }
    BlockDelta block = new BlockDelta(commit, List.of(), delta.receipts());
    batch.put(Keys.block(commit.height()), deltas.encode(block));
    batch.put(Keys.TIP, commits.encode(commit));
    reader.beginChange();
    try {
      database.write(batch);
      delta.writes().forEach(write -> values.put(write.key(), new CachedValue(write.value())));
      lastCommit = commit;
      remember(delta);
    } finally {
      reader.endChange(lastCommit);
    }
  }

  private void remember(BlockDelta delta) {
    if (delta.commit().height() == 0) {
      prepareRecentIds();
    }
    recentIds.addAll(delta.receipts());
  }

  private void requireNext(long height) {
    if (height != tip().height() + 1) {
      throw new IllegalStateException(
          "block " + height + " does not follow the tip " + tip().height());
    }
  }

  private void load() {
    byte[] tip = database.get(Keys.TIP);
    if (tip == null) {
      return;
    }
    hadBlocks = true;
    lastCommit = commits.decode(tip);
    reader.endChange(lastCommit);
    prepareRecentIds();
    recentIds.load(tip(), height -> reader.block(height).orElseThrow());
  }

  private void prepareRecentIds() {
    byte[] parameters = read(StateKey.genesis());
    int window = parameters == null ? 0 : Genesis.decode(parameters).dedupWindowPositions();
    recentIds = new RecentIds(window);
  }

  private void checkRepeat(Commit commit) {
    Commit own = reader.block(commit.height()).orElseThrow().commit();
    if (!own.stateDigest().equals(commit.stateDigest())) {
      throw ChangelogErrors.differentHistory(ledger, commit, "has another state digest here");
    }
  }
}
