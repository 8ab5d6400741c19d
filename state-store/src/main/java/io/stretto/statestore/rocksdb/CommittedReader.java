package io.stretto.statestore.rocksdb;

import com.github.benmanes.caffeine.cache.Cache;
import io.stretto.protocol.BlockDelta;
import io.stretto.protocol.Commit;
import io.stretto.protocol.Receipt;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.StateRange;
import io.stretto.schemas.BlockDeltaCodec;
import io.stretto.schemas.CommitCodec;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads the committed state from any thread: always after one whole block, never waiting for the
 * writer.
 *
 * <p>Several keys are read between two looks at a counter that the writer makes odd while it
 * changes things. Where a block came in between, they are read again under a snapshot of RocksDB. A
 * reader never fills the cache: it might put back what the writer has just replaced.
 */
public final class CommittedReader {

  private final StateDatabase database;
  private final Cache<StateKey, CachedValue> values;
  private final BlockDeltaCodec deltas = new BlockDeltaCodec();
  private final CommitCodec commits = new CommitCodec();
  private volatile long changes;
  private volatile Commit lastCommit;

  CommittedReader(StateDatabase database, Cache<StateKey, CachedValue> values) {
    this.database = database;
    this.values = values;
  }

  /** The record of the last committed block, if there is one. */
  public Optional<Commit> lastCommit() {
    return Optional.ofNullable(lastCommit);
  }

  /**
   * Reads keys, all as of the same block; nothing where the store has been closed.
   *
   * @param keys the keys
   */
  public Optional<CommittedValues> read(List<StateKey> keys) {
    long stamp = database.enter();
    if (stamp == 0) {
      return Optional.empty();
    }
    try {
      CommittedValues quick = readQuickly(keys);
      return Optional.of(quick == null ? readSnapshot(keys) : quick);
    } finally {
      database.leave(stamp);
    }
  }

  /** Reads the first entries of a range, all as of the same block; nothing where it was closed. */
  public Optional<CommittedEntries> scan(StateRange range, int limit) {
    return guarded(
        () -> {
          try (CommittedSnapshot snapshot = new CommittedSnapshot(database, commits, 0)) {
            return Optional.of(
                new CommittedEntries(snapshot.height(), snapshot.scan(range, limit)));
          }
        });
  }

  /** The receipt that answers for a transaction id, however old; nothing where there is none. */
  public Optional<Receipt> receipt(String transactionId) {
    return guarded(() -> place(transactionId).map(this::receiptAt));
  }

  /** A committed block's record and receipts, without its writes; nothing where there is none. */
  public Optional<BlockDelta> committedBlock(long height) {
    return guarded(() -> block(height));
  }

  /** The state after the last committed block, to be closed; nothing where it has been closed. */
  public Optional<CommittedSnapshot> snapshot() {
    long stamp = database.enter();
    return stamp == 0
        ? Optional.empty()
        : Optional.of(new CommittedSnapshot(database, commits, stamp));
  }

  /** Whether the store has been closed, so that nothing can be read any more. */
  public boolean isClosed() {
    long stamp = database.enter();
    if (stamp != 0) {
      database.leave(stamp);
    }
    return stamp == 0;
  }

  Optional<BlockDelta> block(long height) {
    return Optional.ofNullable(database.get(Keys.block(height))).map(deltas::decode);
  }

  Optional<ReceiptPlace> place(String transactionId) {
    return Optional.ofNullable(database.get(Keys.transaction(transactionId)))
        .map(ReceiptPlace::decode);
  }

  Receipt receiptAt(ReceiptPlace place) {
    return block(place.height()).orElseThrow().receipts().get(place.index());
  }

  /** To be called by the writer before it changes anything. */
  void beginChange() {
    setChanges(changes + 1);
  }

  /** To be called by the writer when all is changed. */
  void endChange(Commit commit) {
    lastCommit = commit;
    setChanges((changes | 1) + 1);
  }

  private void setChanges(long next) {
    changes = next;
  }

  private <T> Optional<T> guarded(Supplier<Optional<T>> action) {
    long stamp = database.enter();
    if (stamp == 0) {
      return Optional.empty();
    }
    try {
      return action.get();
    } finally {
      database.leave(stamp);
    }
  }

  private CommittedValues readQuickly(List<StateKey> keys) {
    long before = changes;
    if ((before & 1) != 0) {
      return null;
    }
    Commit commit = lastCommit;
    byte[][] found = new byte[keys.size()][];
    List<Integer> missing = new ArrayList<>();
    for (int i = 0; i < found.length; i++) {
      CachedValue value = values.getIfPresent(keys.get(i));
      if (value == null) {
        missing.add(i);
      } else {
        found[i] = value.value();
      }
    }
    if (!missing.isEmpty()) {
      List<byte[]> rest =
          database.getAll(missing.stream().map(i -> Keys.state(keys.get(i))).toList());
      for (int i = 0; i < rest.size(); i++) {
        found[missing.get(i)] = rest.get(i);
      }
    }
    VarHandle.acquireFence();
    long height = commit == null ? -1 : commit.height();
    return changes == before ? new CommittedValues(height, Arrays.asList(found)) : null;
  }

  private CommittedValues readSnapshot(List<StateKey> keys) {
    try (CommittedSnapshot snapshot = new CommittedSnapshot(database, commits, 0)) {
      return new CommittedValues(snapshot.height(), snapshot.readAll(keys));
    }
  }
}
