package io.stretto.protocol;

import java.util.List;

/**
 * All that one block changes: what the committer applies to the store at once, and the one record a
 * block that the store's changelog holds.
 *
 * @param commit the commit record
 * @param writes the net writes, in the order of the keys' first writes
 * @param receipts the receipts in canonical order
 */
public record BlockDelta(Commit commit, List<Write> writes, List<Receipt> receipts) {}
