package io.stretto.protocol;

import java.util.List;

/**
 * A request of the committer to execute transactions again, in the order listed.
 *
 * <p>An entry at the {@code head} is executed strictly: it reads the fresh values and, for every
 * other key, the committer's own state just before that position. Nothing can commit before it, so
 * its result is valid. All other entries may speculate as usual beyond the fresh values.
 *
 * @param ledger the ledger
 * @param lane the lane asked
 * @param reason why
 * @param blocks the blocks that the positions lie in, by ascending height
 * @param entries the transactions by ascending position
 * @param head the next position to commit when the request was made
 * @param freshValues values to read instead of whatever is known, ordered by key, then by since
 */
public record ReexecutionRequest(
    int ledger,
    int lane,
    Reason reason,
    List<BlockContext> blocks,
    List<Entry> entries,
    Position head,
    List<FreshValue> freshValues) {

  /** Why something is executed again. */
  public enum Reason {
    /** An observation no longer holds, or soon will not. */
    CONFLICT,
    /** No result has come; the lane asked may be another than the one that has the task. */
    LATE
  }

  /**
   * One transaction to execute again.
   *
   * @param position its position
   * @param offset its offset in the transactions topic
   * @param incarnation the number that the new result shall carry
   */
  public record Entry(Position position, long offset, int incarnation) {}

  /**
   * A value that the committer knows to be current, or expects to be.
   *
   * @param key the key
   * @param value its value, {@code null} where it has none; not to be changed
   * @param since the first position that sees this value: the head for what is committed or staged,
   *     the position after its writer's for what an execution on hand will write
   */
  public record FreshValue(StateKey key, byte[] value, Position since) {}
}
