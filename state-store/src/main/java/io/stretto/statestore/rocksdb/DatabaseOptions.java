package io.stretto.statestore.rocksdb;

import io.stretto.statestore.RocksSettings;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.CompressionType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;

/**
 * RocksDB's settings: point reads with Bloom filters, for memtables too, and one writer. Its
 * memtable is written by one thread, so the cost of concurrent inserts is saved.
 */
final class DatabaseOptions implements AutoCloseable {

  private static final double BLOOM_BITS_PER_KEY = 10;
  private static final double MEMTABLE_BLOOM_RATIO = 0.02;
  private static final int MEMTABLES = 3;
  private static final long KEPT_LOG_FILES = 2;
  private static final long LOG_FILE_BYTES = 4 << 20;

  private final Cache blockCache;
  private final BloomFilter bloomFilter = new BloomFilter(BLOOM_BITS_PER_KEY);
  private final Options options = new Options();

  DatabaseOptions(RocksSettings settings) {
    blockCache = new LRUCache(settings.blockCacheBytes());
    options
        .setCreateIfMissing(true)
        .setWriteBufferSize(settings.memtableBytes())
        .setMaxWriteBufferNumber(MEMTABLES)
        .setAllowConcurrentMemtableWrite(false)
        .setMemtablePrefixBloomSizeRatio(MEMTABLE_BLOOM_RATIO)
        .setMemtableWholeKeyFiltering(true)
        .setMaxBackgroundJobs(2)
        .setCompressionType(CompressionType.LZ4_COMPRESSION)
        .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
        .setKeepLogFileNum(KEPT_LOG_FILES)
        .setMaxLogFileSize(LOG_FILE_BYTES)
        .setTableFormatConfig(
            new BlockBasedTableConfig().setFilterPolicy(bloomFilter).setBlockCache(blockCache));
  }

  Options options() {
    return options;
  }

  @Override
  public void close() {
    options.close();
    bloomFilter.close();
    blockCache.close();
  }
}
