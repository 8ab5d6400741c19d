package io.stretto.worker.speculate;

import io.stretto.protocol.BlockContext;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Position;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.TaskKey;
import java.util.List;
import java.util.Set;

/**
 * One transaction that a lane has executed, or has yet to, and that is not committed.
 *
 * <p>Mutable; owned by its lane.
 */
final class Speculation {

  final BlockContext block;
  final Position position;
  final long offset;
  final byte[] payload;
  final List<TaskKey> predictedReads;
  final List<TaskKey> predictedWrites;
  final List<Position> dependsOn;
  int incarnation;

  /** What the last execution gave; {@code null} before the first. */
  ExecutionResult result;

  Speculation(
      BlockContext block,
      Position position,
      long offset,
      byte[] payload,
      List<TaskKey> predictedReads,
      List<TaskKey> predictedWrites,
      List<Position> dependsOn) {
    this.block = block;
    this.position = position;
    this.offset = offset;
    this.payload = payload;
    this.predictedReads = predictedReads;
    this.predictedWrites = predictedWrites;
    this.dependsOn = dependsOn;
  }

  boolean isPredicted(StateKey key) {
    return isPredictedWrite(key) || contains(predictedReads, key);
  }

  boolean isPredictedWrite(StateKey key) {
    return contains(predictedWrites, key);
  }

  /** Whether this is expected to touch one of the keys. */
  boolean touches(Set<StateKey> keys) {
    return containsAny(predictedWrites, keys) || containsAny(predictedReads, keys);
  }

  private static boolean containsAny(List<TaskKey> predicted, Set<StateKey> keys) {
    for (int i = 0; i < predicted.size(); i++) {
      if (keys.contains(predicted.get(i).key())) {
        return true;
      }
    }
    return false;
  }

  private static boolean contains(List<TaskKey> keys, StateKey key) {
    for (int i = 0; i < keys.size(); i++) {
      if (keys.get(i).key().equals(key)) {
        return true;
      }
    }
    return false;
  }
}
