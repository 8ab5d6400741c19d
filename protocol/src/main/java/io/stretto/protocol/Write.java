package io.stretto.protocol;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * One change of the state: a key gets a value, or loses the one it had.
 *
 * @param key the key written
 * @param value the new value, not copied and not to be changed; {@code null} deletes the entry
 */
public record Write(StateKey key, byte[] value) {

  /** Whether this removes the entry. */
  public boolean isDelete() {
    return value == null;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Write write
        && key.equals(write.key)
        && Arrays.equals(value, write.value);
  }

  @Override
  public int hashCode() {
    return 31 * key.hashCode() + Arrays.hashCode(value);
  }

  @Override
  public String toString() {
    return key + "=" + (value == null ? "deleted" : HexFormat.of().formatHex(value));
  }
}
