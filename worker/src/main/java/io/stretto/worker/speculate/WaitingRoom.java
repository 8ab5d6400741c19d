package io.stretto.worker.speculate;

import io.stretto.protocol.Position;
import io.stretto.protocol.StateKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * The transactions of a lane that wait for others which they are expected to depend on, and those
 * that share keys with them.
 */
final class WaitingRoom {

  private final SpeculativeState state;
  private final long patienceMillis;
  private final TreeMap<Position, Speculation> waiting = new TreeMap<>();

  /** What the waiting ones are expected to write. */
  private final Set<StateKey> awaitedKeys = new HashSet<>();

  /** When a commit was last seen while something waited; -1 while nothing waits. */
  private long progressMillis = -1;

  private long lastCommittedHeight = -1;

  /**
   * Creates an empty one.
   *
   * @param patienceMillis for how long no block may be committed until nothing waits any more
   */
  WaitingRoom(SpeculativeState state, long patienceMillis) {
    this.state = state;
    this.patienceMillis = patienceMillis;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Whether a dependency is not there yet, or a key is one that waiting ones will write. */
  boolean mustWait(Speculation speculation) {
    for (Position dependency : speculation.dependsOn) {
      if (!state.isSettled(dependency)) {
        return true;
      }
    }
    return !awaitedKeys.isEmpty() && speculation.touches(awaitedKeys);
  }

  void add(Speculation speculation) {
    waiting.put(speculation.position, speculation);
    speculation.predictedWrites.forEach(key -> awaitedKeys.add(key.key()));
  }

  void remove(Position position) {
    waiting.remove(position);
  }

  /** Forgets what waits before a position. */
  void removeBefore(Position position) {
    waiting.headMap(position).clear();
  }

  /** Takes out, in canonical order, what need not wait any more. */
  List<Speculation> takeReady(long nowMillis) {
    if (waiting.isEmpty()) {
      progressMillis = -1;
      return List.of();
    }
    List<Speculation> candidates = List.copyOf(waiting.values());
    waiting.clear();
    awaitedKeys.clear();
    List<Speculation> ready = new ArrayList<>();
    boolean isPatient = isPatient(nowMillis);
    for (Speculation speculation : candidates) {
      if (isPatient && mustWait(speculation)) {
        add(speculation);
      } else {
        ready.add(speculation);
      }
    }
    return ready;
  }

  /**
   * Whether waiting still makes sense. Dependencies lie in earlier blocks, which need nothing of
   * this one; so they come, unless a worker was lost: then no block is committed for a while.
   */
  private boolean isPatient(long nowMillis) {
    if (state.committedHeight() > lastCommittedHeight || progressMillis < 0) {
      lastCommittedHeight = state.committedHeight();
      progressMillis = nowMillis;
    }
    return nowMillis - progressMillis < patienceMillis;
  }
}
