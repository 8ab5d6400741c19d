package io.stretto.statestore.query;

import io.stretto.protocol.StateKey;
import io.stretto.protocol.Write;
import io.stretto.statestore.rocksdb.CommittedReader;
import io.stretto.statestore.rocksdb.CommittedValues;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

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
    for (int attempt = 0; attempt < HEAD_ATTEMPTS; attempt++) {
      StagedWrites head = staged;
      Optional<CommittedValues> base = committed.read(keys);
      if (base.isEmpty()) {
        return base;
      }
      if (base.get().height() == head.baseHeight()) {
        int count = head.overlay(keys, base.get().values());
        if (staged == head && head.count() == count) {
          return base;
        }
      }
      LockSupport.parkNanos(HEAD_PAUSE_NANOS);
    }
    return Optional.empty();
  }

  private static long height(CommittedReader committed) {
    return committed.lastCommit().map(commit -> commit.height()).orElse(-1L);
  }
}
