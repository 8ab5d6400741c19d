package io.stretto.simulation;

import io.stretto.coordinator.CoordinatorSettings;
import io.stretto.protocol.Genesis;
import io.stretto.protocol.OrderPolicy;
import io.stretto.simulation.engine.Dice;
import io.stretto.simulation.fault.FaultPlan;
import io.stretto.simulation.node.ClusterSettings;
import io.stretto.statestore.commit.CommitterSettings;
import io.stretto.worker.speculate.LaneSettings;

/**
 * All that a seed chooses before a run begins.
 *
 * @param settings how the cluster is made
 * @param faults what may go wrong
 * @param submitMillis how long it takes from one record to the next, at most
 */
record Scenario(ClusterSettings settings, FaultPlan faults, int submitMillis) {

  /** None, shorter than most blocks, longer than any. */
  private static final int[] DEDUP_WINDOWS = {0, 7, 80};

  static Scenario draw(Dice dice) {
    FaultPlan faults = FaultPlan.draw(dice.split());
    int lanes = dice.between(1, 6);
    ClusterSettings settings =
        new ClusterSettings(
            dice.pick(1, 1, 1, 2, 3),
            coordinator(lanes, dice.split()),
            committer(lanes, dice.split()),
            new LaneSettings(dice.pick(1, 3, 20), dice.pick(50, 1_000), dice.between(5, 200)),
            dice.pick(0, 8, 64, 10_000),
            dice.between(1, 3),
            dice.between(1, 2),
            dice.pick(100, 400, 2_000),
            dice.pick(1, 4));
    return new Scenario(settings, faults, dice.pick(0, 1, 2, 8));
  }

  private static CoordinatorSettings coordinator(int lanes, Dice dice) {
    return new CoordinatorSettings(
        lanes,
        dice.pick(OrderPolicy.values()),
        new Genesis(DEDUP_WINDOWS[dice.below(DEDUP_WINDOWS.length)], 1),
        dice.between(1, 40),
        dice.pick(500, 10_000),
        dice.pick(2_000, 1_000_000),
        dice.below(4),
        dice.between(20, 200),
        dice.between(1, 8),
        dice.between(1, 8),
        dice.between(1, 200),
        dice.below(10_000),
        dice.between(1, 20_000),
        dice.pick(1, 500, 50_000));
  }

  private static CommitterSettings committer(int lanes, Dice dice) {
    int minimum = dice.between(5, 100);
    return new CommitterSettings(
        lanes,
        dice.pick(1, 10, 100, 1_000),
        dice.pick(1, 10, 100),
        minimum,
        minimum + dice.below(400),
        minimum + dice.below(3_000));
  }
}
