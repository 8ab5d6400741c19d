package io.stretto.coordinator.predict;

import io.stretto.protocol.AccessMode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Observation;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.Write;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The storage keys that an execution touched, in the order in which it did.
 *
 * @param storageKeys each key with how it was touched
 */
record Touched(Map<StateKey, AccessMode> storageKeys) {

  static Touched of(ExecutionResult result) {
    Map<StateKey, AccessMode> keys = new LinkedHashMap<>();
    for (Observation observation : result.observations()) {
      if (observation.key().isStorage()) {
        keys.putIfAbsent(observation.key(), AccessMode.READ);
      }
    }
    for (Write write : result.writes()) {
      if (write.key().isStorage()) {
        keys.put(write.key(), AccessMode.WRITE);
      }
    }
    return new Touched(keys);
  }
}
