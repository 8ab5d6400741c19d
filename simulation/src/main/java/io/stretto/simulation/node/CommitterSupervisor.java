package io.stretto.simulation.node;

import io.stretto.protocol.Block;
import io.stretto.protocol.ChainTip;
import io.stretto.simulation.engine.Actor;
import io.stretto.simulation.fault.Fault;
import io.stretto.simulation.log.SimulatedLog;
import java.util.ArrayList;
import java.util.List;

/**
 * What keeps one ledger committed: the group that its committers form, and two machines that they
 * run on, each with a disk.
 */
public final class CommitterSupervisor {

  private static final int MACHINES = 2;
  private static final int LONGEST_RESTART_MILLIS = 300;
  private static final int LONGEST_ZOMBIE_MILLIS = 600;

  private final World world;
  private final int ledger;
  private final SimulatedStore[] disks = new SimulatedStore[MACHINES];
  private final CommitterNode[] nodes = new CommitterNode[MACHINES];
  private final List<Block> chain = new ArrayList<>();
  private ChainTip tip = ChainTip.NONE;
  private int machine;
  private int lives;
  private long blocksOffset;
  private long resultsOffset;
  private long chainOffset;

  /** Creates the supervisor of a ledger, and starts its first committer. */
  public CommitterSupervisor(World world, int ledger) {
    this.world = world;
    this.ledger = ledger;
    for (int i = 0; i < MACHINES; i++) {
      disks[i] = new SimulatedStore();
    }
    start();
  }

  /** The store of the committer that was started last. */
  public SimulatedStore store() {
    return disks[machine];
  }

  /** Whether a committer is up. */
  public boolean isUp() {
    return current().isServing();
  }

  /** Has the committer die at one of its next events, and start again: here or elsewhere. */
  public void crash() {
    current().dieAfter(world.dice().below(12));
  }

  /** Starts another committer on the other machine, while this one goes on for a while. */
  public void failOver() {
    CommitterNode zombie = current();
    int other = (machine + 1) % MACHINES;
    if (zombie.isDead() || !isFree(other)) {
      return;
    }
    machine = other;
    start();
    boolean endsInGoodOrder = world.dice().flip();
    Actor end =
        () -> {
          if (endsInGoodOrder) {
            zombie.end();
          } else {
            zombie.die();
          }
          return Actor.NEVER;
        };
    world.scheduler().add(end, world.dice().between(1, LONGEST_ZOMBIE_MILLIS));
  }

  /** Ends the current committer in good order. */
  public void end() {
    current().end();
  }

  int ledger() {
    return ledger;
  }

  int nextNumber() {
    return MACHINES * lives++ + ledger * 1000;
  }

  CommitterNode current() {
    return nodes[machine];
  }

  /** The node to ask, as one finds it who asks one address after the other. */
  CommitterNode anyServing() {
    CommitterNode other = nodes[(machine + 1) % MACHINES];
    boolean isOtherAsked = other != null && other.isServing() && world.dice().flip();
    return isOtherAsked ? other : current();
  }

  long blocksOffset() {
    return blocksOffset;
  }

  long resultsOffset() {
    return resultsOffset;
  }

  /** Commits offsets; refuses those of a node that is no longer in the group. */
  boolean commitOffsets(CommitterNode node, long blocks, long results) {
    boolean isMember = node == current();
    if (isMember) {
      blocksOffset = blocks;
      resultsOffset = results;
    }
    return isMember;
  }

  /** The block of the chain at a height; {@code null} where the log has none yet. */
  Block blockOfChain(long height) {
    SimulatedLog<Block> log = world.topics().blocks().get(ledger);
    for (; chainOffset < log.end(); chainOffset++) {
      Block block = log.get(chainOffset).value();
      if (tip.isFollowedBy(block)) {
        chain.add(block);
        tip = ChainTip.after(block);
      }
    }
    return height < chain.size() ? chain.get((int) height) : null;
  }

  void died(CommitterNode node) {
    Actor restart =
        () -> {
          if (node == current()) {
            choosePlace();
          }
          return Actor.NEVER;
        };
    world.scheduler().add(restart, world.dice().between(1, LONGEST_RESTART_MILLIS));
  }

  private void choosePlace() {
    int other = (machine + 1) % MACHINES;
    if (isFree(other) && world.dice().chance(300)) {
      machine = other;
    } else if (world.has(Fault.DISK_LOSS) && world.dice().flip()) {
      disks[machine] = new SimulatedStore();
    }
    start();
  }

  private boolean isFree(int place) {
    return nodes[place] == null || nodes[place].isDead();
  }

  private void start() {
    nodes[machine] = new CommitterNode(world, this, disks[machine]);
    world.scheduler().add(nodes[machine], world.dice().between(1, 20));
  }
}
