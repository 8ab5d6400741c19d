package io.stretto.simulation;

import java.util.Random;

/**
 * How often each fault strikes in a run, in faults per thousand steps. Each seed switches off a
 * random half of them, so that faults also meet alone.
 *
 * @param workerCrashes a worker process dies with all that its lanes know
 * @param committerCrashes the committer dies with its open blocks and results
 * @param coordinatorCrashes the coordinator dies with its queue and predictions
 * @param zombieCoordinators a coordinator goes on beside the one that replaced it
 * @param duplicates a record is delivered again
 * @param losses a worker's record is skipped, as if its results had been lost
 * @param forgeries a block record appears that no coordinator has made
 */
public record FaultPlan(
    int workerCrashes,
    int committerCrashes,
    int coordinatorCrashes,
    int zombieCoordinators,
    int duplicates,
    int losses,
    int forgeries) {

  /** No faults at all. */
  public static final FaultPlan NONE = new FaultPlan(0, 0, 0, 0, 0, 0, 0);

  /** Draws the faults of a run. */
  static FaultPlan draw(Random random) {
    return new FaultPlan(
        draw(random, 6),
        draw(random, 6),
        draw(random, 6),
        draw(random, 6),
        draw(random, 40),
        draw(random, 20),
        draw(random, 6));
  }

  private static int draw(Random random, int maximum) {
    return random.nextBoolean() ? 1 + random.nextInt(maximum) : 0;
  }
}
