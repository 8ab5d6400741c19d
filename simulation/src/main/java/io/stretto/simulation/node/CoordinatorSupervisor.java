package io.stretto.simulation.node;

import io.stretto.protocol.Block;
import io.stretto.protocol.ChainTip;
import io.stretto.simulation.engine.Actor;

/** What keeps one ledger coordinated: it starts another coordinator where one has died. */
public final class CoordinatorSupervisor {

  /** So many records are taken in at once, at most. */
  public static final int INTAKE_RECORDS = CoordinatorNode.INTAKE_RECORDS;

  private static final int LONGEST_RESTART_MILLIS = 300;
  private static final int LONGEST_ZOMBIE_MILLIS = 1_500;

  private final World world;
  private final int ledger;
  private CoordinatorNode current;

  /** Creates the supervisor of a ledger, and starts its first coordinator. */
  public CoordinatorSupervisor(World world, int ledger) {
    this.world = world;
    this.ledger = ledger;
    start();
  }

  /** Has the coordinator die at one of its next events. */
  public void crash() {
    current.dieAfter(world.dice().below(12));
  }

  /** Starts another coordinator, while this one goes on for a while. */
  public void failOver() {
    CoordinatorNode zombie = current;
    start();
    Actor end =
        () -> {
          zombie.end();
          return Actor.NEVER;
        };
    world.scheduler().add(end, world.dice().between(1, LONGEST_ZOMBIE_MILLIS));
  }

  /** Appends a block that no coordinator has made, and that fits its tip in all but one thing. */
  public void forge() {
    ChainTip tip = current.tip();
    Block forged = ForgedBlock.after(ledger, tip, world.nowMillis(), world.dice());
    world.topics().blocks().get(ledger).append(forged, world.nowMillis());
  }

  int ledger() {
    return ledger;
  }

  void died(CoordinatorNode node) {
    Actor restart =
        () -> {
          if (node == current) {
            start();
          }
          return Actor.NEVER;
        };
    world.scheduler().add(restart, world.dice().between(1, LONGEST_RESTART_MILLIS));
  }

  private void start() {
    current = new CoordinatorNode(world, this);
    world.scheduler().add(current, world.dice().between(1, 20));
  }
}
