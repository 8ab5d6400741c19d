package io.stretto.statestore.rocksdb;

import java.util.List;

/**
 * Values as they are after one block.
 *
 * @param height the block's height; -1 before the genesis block
 * @param values the values in the order asked for, {@code null} where absent; not to be changed
 */
public record CommittedValues(long height, List<byte[]> values) {}
