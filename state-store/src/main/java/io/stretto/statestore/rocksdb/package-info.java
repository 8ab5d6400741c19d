/**
 * A ledger's committed state on RocksDB: whole blocks only.
 *
 * <p>One write batch a block, tip included, into one column family, so that what a crash leaves is
 * always the state after some block. The write-ahead log is on and not synced: it survives the end
 * of the process; after the end of the operating system, the changelog restores what is missing.
 */
package io.stretto.statestore.rocksdb;
