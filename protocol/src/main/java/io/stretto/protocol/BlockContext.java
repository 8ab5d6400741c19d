package io.stretto.protocol;

/**
 * What a contract may learn about the block that it runs in.
 *
 * @param ledger the ledger, a partition number of the transactions topic
 * @param height the block's height
 * @param blockDigest the block's digest, the seed of a contract's deterministic randomness
 * @param timeMillis the block's time, in milliseconds since 1970, as recorded in it
 */
public record BlockContext(int ledger, long height, Digest blockDigest, long timeMillis) {}
