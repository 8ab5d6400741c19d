package io.stretto.statestore;

/**
 * How much memory the state of one ledger may use. None of it decides outcomes.
 *
 * @param valueCacheBytes for values on the heap, which validation reads without a call into RocksDB
 * @param blockCacheBytes for RocksDB's blocks of its files
 * @param memtableBytes for one of RocksDB's write buffers, of which there are up to three
 */
public record RocksSettings(long valueCacheBytes, long blockCacheBytes, long memtableBytes) {

  /** 128 MiB of values, 64 MiB of blocks, buffers of 64 MiB. */
  public static final RocksSettings DEFAULT = new RocksSettings(128L << 20, 64L << 20, 64L << 20);
}
