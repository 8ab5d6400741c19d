package io.stretto.statestore.rocksdb;

import io.stretto.statestore.StateStoreException;
import io.stretto.statestore.StateStoreException.Code;
import org.rocksdb.RocksDB;

/**
 * RocksDB's native library, which is unpacked into the folder for temporary files and loaded once a
 * process. After a failure RocksDB lets whoever tries again wait forever, so a process that cannot
 * load it must end.
 */
public final class RocksLibrary {

  private RocksLibrary() {}

  /**
   * Loads it; repeats do nothing.
   *
   * @throws StateStoreException where it cannot be unpacked or loaded, with what to do
   */
  public static void load() {
    load(RocksDB::loadLibrary);
  }

  static void load(Runnable loading) {
    try {
      loading.run();
    } catch (LinkageError | RuntimeException e) {
      Throwable reason = e instanceof RuntimeException && e.getCause() != null ? e.getCause() : e;
      throw new StateStoreException(
          Code.STORAGE_FAILED,
          "RocksDB's native library cannot be loaded: "
              + reason.getMessage()
              + "; it is unpacked into "
              + folder()
              + ", which must be writable and mounted without noexec; ROCKSDB_SHAREDLIB_DIR names"
              + " another folder",
          e);
    }
  }

  private static String folder() {
    String named = System.getenv("ROCKSDB_SHAREDLIB_DIR");
    return named == null ? System.getProperty("java.io.tmpdir") : named;
  }
}
