package io.stretto.protocol;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * One entry of the state.
 *
 * @param key the key
 * @param value its value, not copied and not to be changed; never {@code null}
 */
public record StateEntry(StateKey key, byte[] value) {

  @Override
  public boolean equals(Object other) {
    return other instanceof StateEntry entry
        && key.equals(entry.key)
        && Arrays.equals(value, entry.value);
  }

  @Override
  public int hashCode() {
    return 31 * key.hashCode() + Arrays.hashCode(value);
  }

  @Override
  public String toString() {
    return key + "=" + HexFormat.of().formatHex(value);
  }
}
