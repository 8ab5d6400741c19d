package io.stretto.worker.speculate;

import io.stretto.protocol.Position;
import io.stretto.protocol.ReexecutionRequest;
import io.stretto.protocol.ReexecutionRequest.FreshValue;
import io.stretto.protocol.StateEntry;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.StateRange;
import io.stretto.protocol.TaskKey;
import io.stretto.protocol.port.RemoteState;
import io.stretto.protocol.port.StateView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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

  /** The last block that the committer has committed, by its own account. */
  long committersHeight() {
    return remote.read(ledger, List.of(), false).height();
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
    return new Speculative(before);
  }

  /** The view that must be right: what came with the request, then the committer's own. */
  StateView atHead(ReexecutionRequest request) {
    return new AtHead(request);
  }

  private final class Speculative implements StateView {

    private final Position before;

    Speculative(Position before) {
      this.before = before;
    }

    @Override
    public byte[] read(StateKey key) {
      VersionChain.Reading reading = state.read(key, before);
      if (reading.known()) {
        return reading.value();
      }
      RemoteState.Values values = remote.read(ledger, List.of(key), false);
      byte[] value = values.values().get(0);
      state.rebase(key, value, values.height());
      VersionChain.Reading above = state.read(key, before);
      return above.known() ? above.value() : value;
    }

    /** What is committed, with what this process knows of open blocks on top. */
    @Override
    public List<StateEntry> scan(StateRange range, int limit) {
      TreeMap<StateKey, byte[]> changes = new TreeMap<>();
      state.openKeys(range).forEach(key -> changes.put(key, read(key)));
      return StateRange.overlaid(
          changes, limit, more -> remote.scan(ledger, range, more, false).entries());
    }
  }

  private final class AtHead implements StateView {

    private final Map<StateKey, FreshValue> fresh = new LinkedHashMap<>();

    AtHead(ReexecutionRequest request) {
      for (FreshValue value : request.freshValues()) {
        if (value.since().equals(request.head())) {
          fresh.put(value.key(), value);
        }
      }
    }

    @Override
    public byte[] read(StateKey key) {
      FreshValue value = fresh.get(key);
      return value != null
          ? value.value()
          : remote.read(ledger, List.of(key), true).values().get(0);
    }

    @Override
    public List<StateEntry> scan(StateRange range, int limit) {
      return remote.scan(ledger, range, limit, true).entries();
    }
  }
}
