package io.stretto.worker.speculate;

import io.stretto.protocol.Position;
import io.stretto.protocol.ReexecutionRequest;
import io.stretto.protocol.ReexecutionRequest.FreshValue;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.TaskKey;
import io.stretto.protocol.port.RemoteState;
import io.stretto.protocol.port.StateView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a lane's transactions read: the multi-version view of this process, and the committer's
 * state for what that does not know.
 */
final class LaneViews {

  private final int ledger;
  private final SpeculativeState state;
  private final RemoteState remote;

  LaneViews(int ledger, SpeculativeState state, RemoteState remote) {
    this.ledger = ledger;
    this.state = state;
    this.remote = remote;
  }

  /** Reads all keys that are not known well enough, in one call. */
  void prefetch(Iterable<TaskKey> keys, Position before) {
    List<StateKey> missing = new ArrayList<>();
    for (TaskKey key : keys) {
      if (!state.isFresh(key.key(), before, key.freshFrom())) {
        missing.add(key.key());
      }
    }
    if (missing.isEmpty()) {
      return;
    }
    RemoteState.Values values = remote.read(ledger, missing, false);
    for (int i = 0; i < missing.size(); i++) {
      state.rebase(missing.get(i), values.values().get(i), values.height());
    }
  }

  /** The state before a position as far as it is known, which may be wrong. */
  StateView speculativeView(Position before) {
    return key -> {
      VersionChain.Reading reading = state.read(key, before);
      if (reading.known()) {
        return reading.value();
      }
      RemoteState.Values values = remote.read(ledger, List.of(key), false);
      byte[] value = values.values().get(0);
      state.rebase(key, value, values.height());
      return value;
    };
  }

  /** The view that must be right: what came with the request, then the committer's own. */
  StateView atHead(ReexecutionRequest request) {
    Map<StateKey, FreshValue> fresh = new LinkedHashMap<>();
    for (FreshValue value : request.freshValues()) {
      if (value.since().equals(request.head())) {
        fresh.put(value.key(), value);
      }
    }
    return key -> {
      FreshValue value = fresh.get(key);
      return value != null
          ? value.value()
          : remote.read(ledger, List.of(key), true).values().get(0);
    };
  }
}
