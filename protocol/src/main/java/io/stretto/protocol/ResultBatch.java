package io.stretto.protocol;

import java.util.List;

/**
 * Results of one block that a lane publishes together.
 *
 * @param ledger the ledger
 * @param height the block's height
 * @param blockDigest the block's digest; results of a block that lost are dropped
 * @param lane the lane that executed
 * @param results the results, in the order of their execution
 */
public record ResultBatch(
    int ledger, long height, Digest blockDigest, int lane, List<Result> results) {}
