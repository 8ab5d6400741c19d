package io.stretto.statestore.rocksdb;

import io.stretto.protocol.StateEntry;
import java.util.List;

/**
 * The first entries of a range as they are after one block.
 *
 * @param height the block's height; -1 before the genesis block
 * @param entries the entries by ascending key; not to be changed
 */
public record CommittedEntries(long height, List<StateEntry> entries) {}
