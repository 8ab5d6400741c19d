package io.stretto.coordinator.place;

import io.stretto.coordinator.place.KeyHistory.LastWrite;
import io.stretto.coordinator.place.Placement.Place;
import io.stretto.coordinator.predict.Prediction;
import io.stretto.protocol.AccessEntry;
import io.stretto.protocol.AccessMode;
import io.stretto.protocol.Position;
import io.stretto.protocol.StateKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The placement of one block: its transactions grouped into chains by the keys that some of them
 * are expected to write (a union-find), and each chain given a lane as a whole. Within a block,
 * then, no transaction has to wait for one of another lane, which could only be awaited by a
 * time-out: a block is committed as a whole. Chains that are tied to lanes by what is in flight go
 * first; the others take no more lanes than the block's work is worth.
 */
final class BlockPlan {

  /** The members of a chain, its ties to lanes, and its expected work. */
  private final class Chain {
    private final List<Integer> members = new ArrayList<>();
    private final int[] ties = new int[placement.lanes];
    private boolean isTied;
    private int affinity = -1;
    private long load;

    private void add(int member, Prediction prediction) {
      members.add(member);
      load += Placement.load(prediction);
      for (AccessEntry entry : prediction.keys()) {
        LastWrite last = placement.history.lastWrite(entry.key());
        if (last == null) {
          continue;
        }
        if (last.position().height() > committedHeight) {
          ties[last.lane()]++;
          isTied = true;
        } else if (affinity < 0 && entry.mode() == AccessMode.WRITE) {
          affinity = last.lane();
        }
      }
    }
  }

  private final Placement placement;
  private final long height;
  private final long committedHeight;
  private final long[] loads;
  private final boolean[] isUsed;
  private int usedLanes;
  private int turn;

  BlockPlan(Placement placement, long height, long committedHeight) {
    this.placement = placement;
    this.height = height;
    this.committedHeight = committedHeight;
    this.loads = placement.loads();
    this.isUsed = new boolean[placement.lanes];
    this.turn = placement.rotation();
  }

  List<Place> places(List<Prediction> predictions) {
    int[] roots = roots(predictions);
    Chain[] chains = new Chain[predictions.size()];
    for (int member = 0; member < predictions.size(); member++) {
      int root = roots[member];
      if (chains[root] == null) {
        chains[root] = new Chain();
      }
      chains[root].add(member, predictions.get(member));
    }
    int[] lanes = assign(chains);
    List<Place> places = new ArrayList<>(predictions.size());
    for (int member = 0; member < predictions.size(); member++) {
      int lane = lanes[member];
      List<Position> dependsOn =
          chains[roots[member]].isTied ? dependencies(predictions.get(member), lane) : List.of();
      places.add(new Place(lane, dependsOn));
    }
    return places;
  }

  /** For each transaction, its lane. */
  private int[] assign(Chain[] chains) {
    int[] lanes = new int[chains.length];
    long work = 0;
    for (Chain chain : chains) {
      if (chain != null) {
        work += chain.load;
        if (chain.isTied) {
          assign(chain, mostTied(chain.ties), lanes);
        }
      }
    }
    int worthLanes = placement.lanesFor(work);
    for (Chain chain : chains) {
      if (chain != null && !chain.isTied) {
        assign(chain, freeLane(chain.affinity, usedLanes >= worthLanes), lanes);
      }
    }
    return lanes;
  }

  private void assign(Chain chain, int lane, int[] lanes) {
    loads[lane] += chain.load;
    usedLanes += isUsed[lane] ? 0 : 1;
    isUsed[lane] = true;
    chain.members.forEach(member -> lanes[member] = lane);
  }

  /** For each transaction, the first one of its chain. */
  private int[] roots(List<Prediction> predictions) {
    int[] parents = new int[predictions.size()];
    Map<StateKey, Integer> writers = new HashMap<>();
    for (int member = 0; member < parents.length; member++) {
      parents[member] = member;
      for (AccessEntry entry : predictions.get(member).keys()) {
        if (entry.mode() == AccessMode.WRITE) {
          writers.putIfAbsent(entry.key(), member);
        }
      }
    }
    for (int member = 0; member < parents.length; member++) {
      for (AccessEntry entry : predictions.get(member).keys()) {
        Integer writer = writers.get(entry.key());
        if (writer != null) {
          int one = root(parents, writer);
          int other = root(parents, member);
          parents[Math.max(one, other)] = Math.min(one, other);
        }
      }
    }
    for (int member = 0; member < parents.length; member++) {
      parents[member] = root(parents, member);
    }
    return parents;
  }

  private static int root(int[] parents, int member) {
    int current = member;
    while (parents[current] != current) {
      parents[current] = parents[parents[current]];
      current = parents[current];
    }
    return current;
  }

  private int mostTied(int[] ties) {
    int best = -1;
    for (int lane = 0; lane < ties.length; lane++) {
      boolean isBetter =
          ties[lane] > 0
              && (best < 0
                  || ties[lane] > ties[best]
                  || (ties[lane] == ties[best] && loads[lane] < loads[best]));
      if (isBetter) {
        best = lane;
      }
    }
    return best;
  }

  private int freeLane(int affinity, boolean isOfUsed) {
    int leastBusy = leastBusy(isOfUsed);
    boolean isAttractive =
        affinity >= 0
            && (isUsed[affinity] || !isOfUsed)
            && placement.attracts(loads[affinity], loads[leastBusy]);
    return isAttractive ? affinity : leastBusy;
  }

  /** Among equals the turn goes round, so that light load reaches every lane. */
  private int leastBusy(boolean isOfUsed) {
    turn = (turn + 1) % placement.lanes;
    int best = -1;
    for (int i = 0; i < placement.lanes; i++) {
      int lane = (turn + i) % placement.lanes;
      if ((isUsed[lane] || !isOfUsed) && (best < 0 || loads[lane] < loads[best])) {
        best = lane;
      }
    }
    return best;
  }

  private List<Position> dependencies(Prediction prediction, int lane) {
    List<Position> positions = new ArrayList<>();
    for (AccessEntry entry : prediction.keys()) {
      LastWrite last = placement.history.lastWrite(entry.key());
      boolean isElsewhere =
          last != null
              && last.lane() != lane
              && last.position().height() > committedHeight
              && last.position().height() < height;
      if (isElsewhere && !positions.contains(last.position())) {
        positions.add(last.position());
      }
    }
    return positions;
  }
}
