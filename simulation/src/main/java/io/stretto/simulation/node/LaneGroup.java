package io.stretto.simulation.node;

import io.stretto.simulation.engine.Actor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The group in which the threads of all workers share out the lanes: who has which, who is to have
 * which, and from where on. A lane is given to its next owner when the last one has given it up, or
 * has been silent for too long.
 */
public final class LaneGroup implements Actor {

  private static final long CHECK_MILLIS = 40;

  private static final class Share {
    WorkerThread owner;
    WorkerThread target;
    long nextTask;
    long nextRequest;
  }

  private final World world;
  private final List<Share> shares = new ArrayList<>();
  private final List<WorkerThread> members = new ArrayList<>();

  /** Creates a group without members. */
  public LaneGroup(World world) {
    this.world = world;
    for (int lane = 0; lane < world.settings().lanes(); lane++) {
      shares.add(new Share());
    }
    world.scheduler().add(this, CHECK_MILLIS);
  }

  /** Takes lanes from those who have been silent for too long. */
  @Override
  public long act() {
    long limit = world.nowMillis() - world.settings().sessionMillis();
    for (WorkerThread member : List.copyOf(members)) {
      if (member.lastPollMillis() < limit) {
        remove(member);
      }
    }
    return CHECK_MILLIS;
  }

  void join(WorkerThread member) {
    members.add(member);
    deal();
  }

  boolean has(WorkerThread member) {
    return members.contains(member);
  }

  /** A member leaves, or is taken for dead. */
  void remove(WorkerThread member) {
    if (members.remove(member)) {
      for (Share share : shares) {
        share.owner = share.owner == member ? null : share.owner;
      }
      deal();
    }
  }

  boolean isOwner(WorkerThread member, int lane) {
    return shares.get(lane).owner == member;
  }

  /** The lanes that a member has and is to give up. */
  List<Integer> toGiveUp(WorkerThread member) {
    return lanes(share -> share.owner == member && share.target != member);
  }

  /** The lanes that a member is to have and that nobody has. */
  List<Integer> toTake(WorkerThread member) {
    return lanes(share -> share.owner == null && share.target == member);
  }

  void take(WorkerThread member, int lane) {
    shares.get(lane).owner = member;
  }

  void giveUp(int lane) {
    shares.get(lane).owner = null;
  }

  long nextTask(int lane) {
    return shares.get(lane).nextTask;
  }

  long nextRequest(int lane) {
    return shares.get(lane).nextRequest;
  }

  /** Commits offsets; those of one who is not the owner are refused. */
  void commitOffsets(WorkerThread member, int lane, long nextTask, long nextRequest) {
    Share share = shares.get(lane);
    if (share.owner == member) {
      share.nextTask = nextTask;
      share.nextRequest = nextRequest;
    }
  }

  private List<Integer> lanes(Predicate<Share> condition) {
    List<Integer> lanes = new ArrayList<>();
    for (int lane = 0; lane < shares.size(); lane++) {
      if (condition.test(shares.get(lane))) {
        lanes.add(lane);
      }
    }
    return lanes;
  }

  private void deal() {
    int turn = world.dice().below(1 + members.size());
    for (Share share : shares) {
      share.target = members.isEmpty() ? null : members.get(turn++ % members.size());
    }
  }
}
