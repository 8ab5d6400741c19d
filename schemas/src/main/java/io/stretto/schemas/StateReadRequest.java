package io.stretto.schemas;

import io.stretto.protocol.StateKey;
import java.util.List;

/**
 * Asks the owner of a ledger's state for values.
 *
 * @param requestId chosen by the one who asks; the response repeats it
 * @param ledger the ledger whose state is meant
 * @param keys the keys whose values are wanted
 * @param atHead whether what is settled of the open block counts too: the state just before the
 *     next position to commit; otherwise the state after the last committed block
 */
public record StateReadRequest(long requestId, int ledger, List<StateKey> keys, boolean atHead) {}
