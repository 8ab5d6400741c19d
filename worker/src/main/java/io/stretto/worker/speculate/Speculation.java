package io.stretto.worker.speculate;

import io.stretto.protocol.BlockContext;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Observation;
import io.stretto.protocol.Position;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.Task;
import io.stretto.protocol.TaskEntry;
import io.stretto.protocol.TaskKey;
import io.stretto.protocol.Write;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  /** A task's transaction, not executed yet. */
  static Speculation of(Task task, TaskEntry entry) {
    return new Speculation(
        task.block(),
        new Position(task.block().height(), entry.index()),
        entry.offset(),
        entry.payload(),
        keys(task, entry.reads()),
        keys(task, entry.writes()),
        entry.dependsOn());
  }

  /** Whether the last execution read and wrote only what it was expected to. */
  boolean wasPredicted() {
    for (Observation observation : result.observations()) {
      if (!isPredicted(observation.key())) {
        return false;
      }
    }
    for (Write write : result.writes()) {
      if (!isPredictedWrite(write.key())) {
        return false;
      }
    }
    return true;
  }

  /** Adds the keys under which the last execution left something else than the one before it. */
  void collectChanged(List<Write> before, Set<StateKey> changed) {
    Map<StateKey, Write> old = new HashMap<>();
    before.forEach(write -> old.put(write.key(), write));
    for (Write write : result.writes()) {
      if (!write.equals(old.remove(write.key()))) {
        changed.add(write.key());
      }
    }
    changed.addAll(old.keySet());
  }

  /** Whether this is expected to touch one of the keys. */
  boolean touches(Set<StateKey> keys) {
    return containsAny(predictedWrites, keys) || containsAny(predictedReads, keys);
  }

  private boolean isPredicted(StateKey key) {
    return isPredictedWrite(key) || contains(predictedReads, key);
  }

  private boolean isPredictedWrite(StateKey key) {
    return contains(predictedWrites, key);
  }

  private static List<TaskKey> keys(Task task, int[] indexes) {
    return Arrays.stream(indexes).mapToObj(index -> task.keys().get(index)).toList();
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
