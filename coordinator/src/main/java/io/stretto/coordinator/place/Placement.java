package io.stretto.coordinator.place;

import io.stretto.coordinator.place.KeyHistory.LastWrite;
import io.stretto.coordinator.predict.Prediction;
import io.stretto.protocol.AccessEntry;
import io.stretto.protocol.AccessMode;
import io.stretto.protocol.Position;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.Write;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides which lane executes a transaction.
 *
 * <p>One that meets a key with an uncommitted expected write goes to the lane of that write, so
 * that the value is forwarded there and a hot key conflicts with nothing. One that meets such keys
 * of several lanes goes to the lane with most of them, and names the last writers on the others as
 * its dependencies. All others go where their keys were last, so that caches stay warm, unless that
 * lane has much more to do than the least busy one.
 */
public final class Placement {

  /** How much more than the least busy lane a lane may have to do and still attract its keys. */
  private static final double AFFINITY_FACTOR = 1.25;

  private final int lanes;
  private final KeyHistory history;
  private final long[] loads;
  private final long affinitySlackGas;
  private int rotation;

  /**
   * Where a transaction goes.
   *
   * @param lane the lane
   * @param dependsOn uncommitted positions of other lanes that it is expected to read from
   */
  public record Place(int lane, List<Position> dependsOn) {}

  /**
   * Creates a placement in which nothing is in flight.
   *
   * @param lanes how many lanes there are
   * @param keyLimit how many keys to remember
   * @param floorHeight the height up to which anyone may have written anything
   * @param affinitySlackGas by how much gas a lane may be ahead before affinity gives way
   */
  public Placement(int lanes, int keyLimit, long floorHeight, long affinitySlackGas) {
    this.lanes = lanes;
    this.history = new KeyHistory(keyLimit, floorHeight);
    this.loads = new long[lanes];
    this.affinitySlackGas = affinitySlackGas;
  }

  /**
   * Begins to place the transactions of one block. Nothing changes until they are {@linkplain
   * #remember remembered}.
   *
   * @param committedHeight the last committed block: writes up to it are no longer in flight
   */
  public Plan plan(long committedHeight) {
    return new Plan(committedHeight);
  }

  /** The placement of one block, each transaction seeing where those before it went. */
  public final class Plan {

    private final long committedHeight;
    private final Map<StateKey, LastWrite> planned = new HashMap<>();
    private final long[] plannedLoads = loads.clone();
    private int turn = rotation;

    private Plan(long committedHeight) {
      this.committedHeight = committedHeight;
    }

    /**
     * Places the next transaction.
     *
     * @param position its position
     * @param prediction what is expected of it
     */
    public Place place(Position position, Prediction prediction) {
      int[] ties = new int[lanes];
      int affinity = -1;
      boolean isTied = false;
      for (AccessEntry entry : prediction.keys()) {
        LastWrite last = lastWrite(entry.key());
        if (last != null) {
          if (last.position().height() > committedHeight) {
            ties[last.lane()]++;
            isTied = true;
          } else if (affinity < 0) {
            affinity = last.lane();
          }
        }
      }
      int lane = isTied ? mostTied(ties) : freeLane(affinity);
      List<Position> dependsOn = isTied ? dependencies(prediction, lane) : List.of();
      for (AccessEntry entry : prediction.keys()) {
        if (entry.mode() == AccessMode.WRITE) {
          planned.put(entry.key(), new LastWrite(lane, position));
        }
      }
      plannedLoads[lane] += load(prediction);
      return new Place(lane, dependsOn);
    }

    private LastWrite lastWrite(StateKey key) {
      LastWrite last = planned.get(key);
      return last != null ? last : history.lastWrite(key);
    }

    private int mostTied(int[] ties) {
      int best = -1;
      for (int lane = 0; lane < lanes; lane++) {
        boolean isBetter =
            ties[lane] > 0
                && (best < 0
                    || ties[lane] > ties[best]
                    || (ties[lane] == ties[best] && plannedLoads[lane] < plannedLoads[best]));
        if (isBetter) {
          best = lane;
        }
      }
      return best;
    }

    private int freeLane(int affinity) {
      int leastBusy = leastBusy();
      boolean isAttractive =
          affinity >= 0
              && plannedLoads[affinity]
                  <= AFFINITY_FACTOR * plannedLoads[leastBusy] + affinitySlackGas;
      return isAttractive ? affinity : leastBusy;
    }

    /** Among equals the turn goes round, so that light load reaches every lane. */
    private int leastBusy() {
      turn = (turn + 1) % lanes;
      int best = turn;
      for (int i = 1; i < lanes; i++) {
        int lane = (turn + i) % lanes;
        if (plannedLoads[lane] < plannedLoads[best]) {
          best = lane;
        }
      }
      return best;
    }

    private List<Position> dependencies(Prediction prediction, int lane) {
      List<Position> positions = new ArrayList<>();
      for (AccessEntry entry : prediction.keys()) {
        LastWrite last = lastWrite(entry.key());
        boolean isElsewhere =
            last != null && last.lane() != lane && last.position().height() > committedHeight;
        if (isElsewhere && !positions.contains(last.position())) {
          positions.add(last.position());
        }
      }
      return positions;
    }
  }

  /** Remembers that a transaction went to a lane. */
  public void remember(Position position, Prediction prediction, int lane) {
    for (AccessEntry entry : prediction.keys()) {
      if (entry.mode() == AccessMode.WRITE) {
        history.written(entry.key(), lane, position);
      }
    }
    loads[lane] += load(prediction);
    rotation = (rotation + 1) % lanes;
  }

  /** A placed transaction is committed: it no longer counts as its lane's load. */
  public void committed(int lane, Prediction prediction) {
    loads[lane] -= load(prediction);
  }

  /** What was really written, by whichever lane. */
  public void observed(Position position, int lane, List<Write> writes) {
    for (Write write : writes) {
      history.written(write.key(), lane, position);
    }
  }

  /** From which height on a value known to a lane is good enough for it. */
  public long freshFrom(StateKey key, int lane) {
    return history.freshFrom(key, lane);
  }

  /** The expected gas in flight of each lane. */
  public long[] loads() {
    return loads.clone();
  }

  /** Even a transaction of no gas is some work. */
  private static long load(Prediction prediction) {
    return prediction.gas() + 1000;
  }

  @Override
  public String toString() {
    return "loads " + Arrays.toString(loads) + ", " + history.size() + " keys";
  }
}
