package io.stretto.statestore.rocksdb;

import io.stretto.protocol.StateEntry;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.StateRange;
import io.stretto.statestore.RocksSettings;
import io.stretto.statestore.StateStoreException;
import io.stretto.statestore.StateStoreException.Code;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.StampedLock;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Snapshot;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * One RocksDB database, with its format and its ledger checked.
 *
 * <p>One thread writes; any may read between {@link #enter} and {@link #leave}, which keep the
 * database from being closed under a reader.
 */
final class StateDatabase implements AutoCloseable {

  private static final byte FORMAT_VERSION = 1;
  private static final String REMEDY =
      "; stop the service and delete this directory: the state is then restored from its changelog";

  private final Path directory;
  private final DatabaseOptions options;
  private final RocksDB database;
  private final WriteOptions writeOptions = new WriteOptions();
  private final StampedLock closing = new StampedLock();
  private boolean closed;

  private StateDatabase(Path directory, DatabaseOptions options, RocksDB database) {
    this.directory = directory;
    this.options = options;
    this.database = database;
  }

  /**
   * Opens the database in a directory, and makes it where there is none.
   *
   * @throws StateStoreException when the files are of another release, or of another ledger
   */
  static StateDatabase open(Path directory, int ledger, RocksSettings settings) {
    RocksLibrary.load();
    DatabaseOptions options = new DatabaseOptions(settings);
    StateDatabase opened = null;
    boolean isUsable = false;
    try {
      Files.createDirectories(directory);
      RocksDB database = RocksDB.open(options.options(), directory.toString());
      opened = new StateDatabase(directory, options, database);
      opened.checkIdentity(ledger);
      isUsable = true;
      return opened;
    } catch (IOException | RocksDBException e) {
      throw failed("cannot open the state in " + directory, e);
    } finally {
      if (!isUsable) {
        close(opened, options);
      }
    }
  }

  /** Keeps the database open until {@link #leave}; returns 0 when it is closed already. */
  long enter() {
    long stamp = closing.readLock();
    if (closed) {
      closing.unlockRead(stamp);
      return 0;
    }
    return stamp;
  }

  void leave(long stamp) {
    closing.unlockRead(stamp);
  }

  byte[] get(byte[] key) {
    try {
      return database.get(key);
    } catch (RocksDBException e) {
      throw failed("cannot read the state in " + directory, e);
    }
  }

  List<byte[]> getAll(List<byte[]> keys) {
    try {
      return database.multiGetAsList(keys);
    } catch (RocksDBException e) {
      throw failed("cannot read the state in " + directory, e);
    }
  }

  byte[] get(ReadOptions at, byte[] key) {
    try {
      return database.get(at, key);
    } catch (RocksDBException e) {
      throw failed("cannot read the state in " + directory, e);
    }
  }

  /** The first entries of the ledger's state in a range, at most so many, as a look sees them. */
  List<StateEntry> scan(ReadOptions at, StateRange range, int limit) {
    List<StateEntry> entries = new ArrayList<>();
    byte[] end = Keys.state(range.to());
    try (RocksIterator iterator = database.newIterator(at)) {
      iterator.seek(Keys.state(range.from()));
      while (entries.size() < limit && iterator.isValid()) {
        byte[] key = iterator.key();
        if (Arrays.compareUnsigned(key, end) >= 0) {
          break;
        }
        StateKey found = StateKey.ofBytes(Arrays.copyOfRange(key, 1, key.length));
        entries.add(new StateEntry(found, iterator.value()));
        iterator.next();
      }
      iterator.status();
    } catch (RocksDBException e) {
      throw failed("cannot read the state in " + directory, e);
    }
    return entries;
  }

  Snapshot takeSnapshot() {
    return database.getSnapshot();
  }

  void release(Snapshot snapshot) {
    database.releaseSnapshot(snapshot);
  }

  /** An iterator over everything, to be closed. */
  RocksIterator iterator() {
    return database.newIterator();
  }

  /** Writes all of a batch or, whatever happens, nothing. */
  void write(BatchBytes batch) {
    try (WriteBatch writes = new WriteBatch(batch.toByteArray())) {
      database.write(writeOptions, writes);
    } catch (RocksDBException e) {
      throw failed("cannot write the state in " + directory, e);
    }
  }

  /** Waits for readers and closes; repeats do nothing. */
  @Override
  public void close() {
    long stamp = closing.writeLock();
    try {
      if (!closed) {
        closed = true;
        database.close();
        writeOptions.close();
        options.close();
      }
    } finally {
      closing.unlockWrite(stamp);
    }
  }

  private static void close(StateDatabase opened, DatabaseOptions options) {
    if (opened == null) {
      options.close();
    } else {
      opened.close();
    }
  }

  private void checkIdentity(int ledger) {
    byte[] format = get(Keys.FORMAT);
    if (format == null) {
      BatchBytes identity = new BatchBytes();
      identity.put(Keys.FORMAT, new byte[] {FORMAT_VERSION});
      identity.put(Keys.LEDGER, ByteBuffer.allocate(Integer.BYTES).putInt(ledger).array());
      write(identity);
      return;
    }
    if (format.length != 1 || format[0] != FORMAT_VERSION) {
      throw new StateStoreException(
          Code.UNKNOWN_FORMAT,
          "the state in "
              + directory
              + " has a format that this release, which knows format "
              + FORMAT_VERSION
              + ", cannot read; use the release that wrote it, or"
              + REMEDY.substring(1));
    }
    int found = ByteBuffer.wrap(get(Keys.LEDGER)).getInt();
    if (found != ledger) {
      throw new StateStoreException(
          Code.DIFFERENT_HISTORY,
          directory + " holds the state of ledger " + found + ", not of " + ledger + REMEDY);
    }
  }

  private static StateStoreException failed(String what, Exception cause) {
    return new StateStoreException(
        Code.STORAGE_FAILED,
        what
            + " ("
            + cause.getMessage()
            + "); check the disk's space and health, and that no other process uses the directory",
        cause);
  }
}
