package io.stretto.worker.speculate;

import io.stretto.protocol.BlockContext;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Position;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.TaskKey;
import java.util.List;

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
  long waitUntilMillis;

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

  /** Whether this is expected to write what the other is expected to touch. */
  boolean meets(Speculation later) {
    for (TaskKey written : predictedWrites) {
      if (later.isPredicted(written.key())) {
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
