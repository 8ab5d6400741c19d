package io.stretto.coordinator.place;

import io.stretto.coordinator.predict.Prediction;
import io.stretto.protocol.AccessEntry;
import io.stretto.protocol.AccessMode;
import io.stretto.protocol.Position;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.Write;
import java.util.Arrays;
import java.util.List;

/**
 * Decides which lane executes a transaction.
 *
 * <p>One that meets a key with an uncommitted expected write goes to the lane of that write, so
 * that the value is forwarded there and a hot key conflicts with nothing. One that meets such keys
 * of several lanes goes to the lane with most of them, and names the last writers on the others as
 * its dependencies. All others go where their keys were last, so that caches stay warm, unless that
 * lane has much more to do than the least busy one; and a block that is little work takes few
 * lanes.
 */
public final class Placement {

  /** How much more than the least busy lane a lane may have to do and still attract its keys. */
  private static final double AFFINITY_FACTOR = 1.25;

  final int lanes;
  final KeyHistory history;
  private final long[] loads;
  private final long affinitySlackGas;
  private final long laneGas;
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
   * @param laneGas for how much gas a block takes one more lane
   */
  public Placement(int lanes, int keyLimit, long floorHeight, long affinitySlackGas, long laneGas) {
    this.lanes = lanes;
    this.history = new KeyHistory(keyLimit, floorHeight);
    this.loads = new long[lanes];
    this.affinitySlackGas = affinitySlackGas;
    this.laneGas = laneGas;
  }

  /**
   * Places the transactions of one block. Nothing changes until they are {@linkplain #remember
   * remembered}.
   *
   * @param height the block's height
   * @param predictions what is expected of its transactions, in canonical order
   * @param committedHeight the last committed block: writes up to it are no longer in flight
   */
  public List<Place> plan(long height, List<Prediction> predictions, long committedHeight) {
    return new BlockPlan(this, height, committedHeight).places(predictions);
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

  int rotation() {
    return rotation;
  }

  /** Whether a lane with so much to do still attracts its keys. */
  boolean attracts(long load, long leastLoad) {
    return load <= AFFINITY_FACTOR * leastLoad + affinitySlackGas;
  }

  /** How many lanes are worth their records for so much work. */
  int lanesFor(long load) {
    return Math.clamp(Math.ceilDiv(load, laneGas), 1, lanes);
  }

  /** Even a transaction of no gas is some work. */
  static long load(Prediction prediction) {
    return prediction.gas() + 1000;
  }

  @Override
  public String toString() {
    return "loads " + Arrays.toString(loads) + ", " + history.size() + " keys";
  }
}
