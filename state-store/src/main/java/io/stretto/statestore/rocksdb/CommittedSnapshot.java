package io.stretto.statestore.rocksdb;

import io.stretto.protocol.Commit;
import io.stretto.protocol.StateEntry;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.StateRange;
import io.stretto.protocol.port.StateView;
import io.stretto.schemas.CommitCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rocksdb.ReadOptions;
import org.rocksdb.Snapshot;

/**
 * The state after one block, however long it is looked at. While it is open, the store cannot be
 * closed; so it is to be closed soon.
 */
public final class CommittedSnapshot implements StateView, AutoCloseable {

  private final StateDatabase database;
  private final long stamp;
  private final Snapshot snapshot;
  private final ReadOptions at;
  private final Commit commit;

  /**
   * Takes the stamp of {@link StateDatabase#enter} and, unless it is 0, gives it back at the end.
   */
  CommittedSnapshot(StateDatabase database, CommitCodec commits, long stamp) {
    this.database = database;
    this.stamp = stamp;
    this.snapshot = database.takeSnapshot();
    this.at = new ReadOptions().setSnapshot(snapshot);
    byte[] tip = database.get(at, Keys.TIP);
    this.commit = tip == null ? null : commits.decode(tip);
  }

  /** The block's commit record; nothing before the genesis block. */
  public Optional<Commit> commit() {
    return Optional.ofNullable(commit);
  }

  /** The block's height; -1 before the genesis block. */
  public long height() {
    return commit == null ? -1 : commit.height();
  }

  @Override
  public byte[] read(StateKey key) {
    return database.get(at, Keys.state(key));
  }

  @Override
  public List<StateEntry> scan(StateRange range, int limit) {
    return database.scan(at, range, limit);
  }

  /** Reads keys in order, {@code null} where absent. */
  public List<byte[]> readAll(List<StateKey> keys) {
    List<byte[]> values = new ArrayList<>(keys.size());
    keys.forEach(key -> values.add(read(key)));
    return values;
  }

  @Override
  public void close() {
    at.close();
    database.release(snapshot);
    if (stamp != 0) {
      database.leave(stamp);
    }
  }
}
