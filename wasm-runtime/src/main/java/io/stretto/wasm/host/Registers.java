package io.stretto.wasm.host;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The registers through which host functions hand over byte strings. Values are never changed. */
final class Registers {

  private static final int DIRECT_COUNT = 16;

  private final byte[][] direct = new byte[DIRECT_COUNT][];
  private final Map<Long, byte[]> others = new HashMap<>();
  private int count;
  private long totalBytes;

  void clear() {
    // Also where the count says that there is nothing: a stack that ended in between may have left
    // a value that was not counted.
    Arrays.fill(direct, null);
    others.clear();
    count = 0;
    totalBytes = 0;
  }

  /** The value of a register, or {@code null} where it was not set. */
  byte[] get(long register) {
    return isDirect(register) ? direct[(int) register] : others.get(register);
  }

  void set(long register, byte[] value) {
    byte[] before;
    if (isDirect(register)) {
      before = direct[(int) register];
      direct[(int) register] = value;
    } else {
      before = others.put(register, value);
    }
    count += before == null ? 1 : 0;
    totalBytes += value.length - (before == null ? 0 : before.length);
  }

  int count() {
    return count;
  }

  long totalBytes() {
    return totalBytes;
  }

  private static boolean isDirect(long register) {
    return register >= 0 && register < DIRECT_COUNT;
  }
}
