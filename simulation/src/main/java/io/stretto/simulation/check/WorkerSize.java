package io.stretto.simulation.check;

/**
 * How much one lane of a ledger in a worker holds.
 *
 * @param ledger the ledger
 * @param keys the keys in the view that the process's lanes share
 * @param cachedKeysLimit about how many keys that view may keep which are in no open block
 * @param inFlight the transactions that the lane holds
 * @param heightTold the last committed block that the process was told of; -1 where none was
 * @param touchedSince how many keys the process has read or written since it was told
 */
public record WorkerSize(
    int ledger, int keys, int cachedKeysLimit, int inFlight, long heightTold, int touchedSince) {}
