package io.stretto.simulation.node;

import io.stretto.coordinator.CoordinatorSettings;
import io.stretto.statestore.commit.CommitterSettings;
import io.stretto.worker.speculate.LaneSettings;

/**
 * How a simulated cluster is made.
 *
 * @param ledgers how many ledgers there are
 * @param coordinator of all coordinators
 * @param committer of all committers
 * @param lane of all lanes
 * @param cachedKeysLimit about how many keys a worker keeps which are in no open block
 * @param workers how many worker processes there are at first
 * @param threads how many threads a worker process has
 * @param sessionMillis for how long a thread of a worker may be silent before its lanes are given
 *     to others
 * @param paceMillis how long threads take from one action to the next, at most
 */
public record ClusterSettings(
    int ledgers,
    CoordinatorSettings coordinator,
    CommitterSettings committer,
    LaneSettings lane,
    int cachedKeysLimit,
    int workers,
    int threads,
    int sessionMillis,
    int paceMillis) {

  /** How many lanes there are. */
  public int lanes() {
    return coordinator.lanes();
  }
}
