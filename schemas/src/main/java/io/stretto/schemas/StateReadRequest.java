package io.stretto.schemas;

import io.stretto.protocol.StateKey;
import io.stretto.protocol.StateRange;
import java.util.List;
import java.util.Optional;

/**
 * Asks the owner of a ledger's state for values.
 *
 * @param requestId chosen by the one who asks; the response repeats it
 * @param ledger the ledger whose state is meant
 * @param keys the keys whose values are wanted; empty where a range is asked for
 * @param scan the range whose first entries are wanted
 * @param atHead whether what is settled of the open block counts too: the state just before the
 *     next position to commit; otherwise the state after the last committed block
 */
public record StateReadRequest(
    long requestId, int ledger, List<StateKey> keys, Optional<Scan> scan, boolean atHead) {

  /** A request for values. */
  public StateReadRequest(long requestId, int ledger, List<StateKey> keys, boolean atHead) {
    this(requestId, ledger, keys, Optional.empty(), atHead);
  }

  /**
   * A range whose first entries are wanted.
   *
   * @param range the range
   * @param limit how many entries are wanted at most
   */
  public record Scan(StateRange range, int limit) {}
}
