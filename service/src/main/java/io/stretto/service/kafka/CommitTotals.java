package io.stretto.service.kafka;

import io.stretto.protocol.Commit;
import io.stretto.protocol.Digest;

/**
 * A run of a ledger's commits, added up.
 *
 * @param height the last block's height; -1 for none
 * @param offset the first offset that is not committed yet
 * @param transactions how many, rejected records and duplicates included
 * @param executed how many succeeded or failed
 * @param executions how many results arrived for them
 * @param conflicts how many results did not hold
 * @param reexecutions how many were asked for again
 * @param predicted how many committed results had all their keys predicted
 * @param stateDigest the digest after the last block
 */
public record CommitTotals(
    long height,
    long offset,
    long transactions,
    long executed,
    long executions,
    long conflicts,
    long reexecutions,
    long predicted,
    Digest stateDigest) {

  /** No commits. */
  public static final CommitTotals NONE = new CommitTotals(-1, 0, 0, 0, 0, 0, 0, 0, Digest.ZERO);

  /** These and the one that comes after them. */
  public CommitTotals plus(Commit commit) {
    Commit.Statistics work = commit.statistics();
    return new CommitTotals(
        commit.height(),
        commit.tip().nextOffset(),
        transactions + commit.counts().transactions(),
        executed + commit.counts().succeeded() + commit.counts().failed(),
        executions + work.executions(),
        conflicts + work.conflicts(),
        reexecutions + work.reexecutions(),
        predicted + work.predicted(),
        commit.stateDigest());
  }

  /** What came on top of earlier totals. */
  public CommitTotals since(CommitTotals earlier) {
    return new CommitTotals(
        height,
        offset,
        transactions - earlier.transactions,
        executed - earlier.executed,
        executions - earlier.executions,
        conflicts - earlier.conflicts,
        reexecutions - earlier.reexecutions,
        predicted - earlier.predicted,
        stateDigest);
  }
}
