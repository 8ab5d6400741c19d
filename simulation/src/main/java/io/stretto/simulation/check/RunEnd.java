package io.stretto.simulation.check;

import io.stretto.protocol.StateKey;
import java.util.List;
import java.util.SortedMap;

/**
 * What is left when a run has ended.
 *
 * @param states by ledger, the committed state of the last committer
 * @param restoredStates by ledger, the state that the changelog alone gives
 */
public record RunEnd(
    List<SortedMap<StateKey, byte[]>> states, List<SortedMap<StateKey, byte[]>> restoredStates) {}
