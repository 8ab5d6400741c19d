package io.stretto.wasm;

import io.stretto.protocol.StateEntry;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.StateRange;
import io.stretto.protocol.port.StateView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A view that gives each key's value as it was when it was first read. */
final class RememberingView implements StateView {

  private final StateView view;
  private final Map<StateKey, byte[]> values = new HashMap<>();
  private final Map<Scan, List<StateEntry>> scans = new HashMap<>();

  RememberingView(StateView view) {
    this.view = view;
  }

  @Override
  public byte[] read(StateKey key) {
    if (values.containsKey(key)) {
      return values.get(key);
    }
    byte[] value = view.read(key);
    values.put(key, value);
    return value;
  }

  @Override
  public List<StateEntry> scan(StateRange range, int limit) {
    return scans.computeIfAbsent(
        new Scan(range, limit), scan -> view.scan(scan.range(), scan.limit()));
  }

  private record Scan(StateRange range, int limit) {}
}
