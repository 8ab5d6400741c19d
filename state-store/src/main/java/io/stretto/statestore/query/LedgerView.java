package io.stretto.statestore.query;

import io.stretto.protocol.StateEntry;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.StateRange;
import io.stretto.protocol.Write;
import io.stretto.statestore.rocksdb.CommittedEntries;
import io.stretto.statestore.rocksdb.CommittedReader;
import io.stretto.statestore.rocksdb.CommittedValues;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * One ledger as other threads see it: its committed state, and the head, which is the committed
 * state with the settled positions of the open block on top.
 *
 * <p>The committer's thread appends settled writes before it sends any request that rests on them,
 * and replaces them at once when a block is committed.
 */
public final class LedgerView {

  private static final int HEAD_ATTEMPTS = 1_000;
  private static final long HEAD_PAUSE_NANOS = 20_000;

  private final int ledger;
  private final CommittedReader committed;
  private volatile StagedWrites staged;
  private volatile int openBlocks;

  /** Makes the view of a ledger whose open block has nothing settled yet. */
  public LedgerView(int ledger, CommittedReader committed) {
    this.ledger = ledger;
    this.committed = committed;
    this.staged = new StagedWrites(height(committed));
  }

  /** The ledger's number. */
  public int ledger() {
    return ledger;
  }

  /** The committed state. */
  public CommittedReader committed() {
    return committed;
  }

  /** How many blocks wait to be committed. */
  public int openBlocks() {
    return openBlocks;
  }

  /** A position of the open block is settled; for the committer's thread. */
  public void settled(List<Write> writes) {
    staged.append(writes);
  }

  /** A block has been committed, and the next one is the open block; for the committer's thread. */
  public void committed(long height) {
    staged = new StagedWrites(height);
  }

  /** Notes how many blocks are open; for the committer's thread. */
  public void openBlocks(int count) {
    openBlocks = count;
  }

  /**
   * Reads keys as they are just before the next position to commit. Waits while the head moves, for
   * a moment; nothing where it never stands still or the store has been closed.
   */
  public Optional<CommittedValues> readAtHead(List<StateKey> keys) {
    return atHead(
        head -> {
          Optional<CommittedValues> base = committed.read(keys);
          return base.filter(values -> values.height() == head.baseHeight())
              .map(values -> new Look<>(head.overlay(keys, values.values()), values));
        });
  }

  /**
   * Reads the first entries of a range as they are just before the next position to commit, as
   * {@link #readAtHead} does.
   */
  public Optional<CommittedEntries> scanAtHead(StateRange range, int limit) {
    return atHead(
        head -> {
          StagedWrites.Changes changes = head.changes(range);
          AtomicLong height = new AtomicLong(Long.MIN_VALUE);
          List<StateEntry> entries =
              StateRange.overlaid(
                  changes.values(),
                  limit,
                  more -> {
                    Optional<CommittedEntries> base = committed.scan(range, more);
                    base.ifPresent(found -> height.set(found.height()));
                    return base.map(CommittedEntries::entries).orElse(List.of());
                  });
          return height.get() == head.baseHeight()
              ? Optional.of(
                  new Look<>(changes.count(), new CommittedEntries(height.get(), entries)))
              : Optional.empty();
        });
  }

  /**
   * What one look at the head found.
   *
   * @param count how many settled positions it took in
   */
  private record Look<T>(int count, T found) {}

  private <T> Optional<T> atHead(Function<StagedWrites, Optional<Look<T>>> look) {
    for (int attempt = 0; attempt < HEAD_ATTEMPTS; attempt++) {
      StagedWrites head = staged;
      Optional<Look<T>> seen = look.apply(head);
      if (seen.isPresent() && staged == head && head.count() == seen.get().count()) {
        return Optional.of(seen.get().found());
      }
      if (committed.isClosed()) {
        return Optional.empty();
      }
      LockSupport.parkNanos(HEAD_PAUSE_NANOS);
    }
    return Optional.empty();
  }

  private static long height(CommittedReader committed) {
    return committed.lastCommit().map(commit -> commit.height()).orElse(-1L);
  }
}
