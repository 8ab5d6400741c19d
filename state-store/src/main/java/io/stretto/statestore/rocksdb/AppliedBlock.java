package io.stretto.statestore.rocksdb;

import io.stretto.protocol.BlockDelta;
import java.util.Optional;

/**
 * A block in the store that is to be published.
 *
 * @param delta its commit and receipts, and its writes where it has a changelog record
 * @param changelogRecord its record for the changelog; empty where the changelog has it already
 */
public record AppliedBlock(BlockDelta delta, Optional<byte[]> changelogRecord) {}
