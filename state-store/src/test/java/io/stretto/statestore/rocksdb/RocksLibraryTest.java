package io.stretto.statestore.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.stretto.statestore.StateStoreException;
import io.stretto.statestore.StateStoreException.Code;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class RocksLibraryTest {

  @Test
  void aFolderThatMayNotExecuteIsNamedWithTheRemedy() {
    StateStoreException failure =
        failureOf(
            () -> {
              throw new UnsatisfiedLinkError("failed to map segment from shared object");
            });
    assertThat(failure.code()).isEqualTo(Code.STORAGE_FAILED);
    assertThat(failure)
        .hasMessageContaining("failed to map segment from shared object")
        .hasMessageContaining(System.getProperty("java.io.tmpdir"))
        .hasMessageContaining("noexec");
  }

  @Test
  void aFolderThatCannotBeWrittenToIsNamedWithTheReason() {
    IOException reason = new IOException("Read-only file system");
    StateStoreException failure =
        failureOf(
            () -> {
              throw new IllegalStateException("Unable to load", reason);
            });
    assertThat(failure).hasMessageContaining("Read-only file system").hasRootCause(reason);
  }

  @Test
  void whatIsLoadedStaysLoaded() {
    RocksLibrary.load();
    RocksLibrary.load();
    assertThat(org.rocksdb.RocksDB.rocksdbVersion()).isNotNull();
  }

  private static StateStoreException failureOf(Runnable loading) {
    return catchThrowableOfType(StateStoreException.class, () -> RocksLibrary.load(loading));
  }
}
