package io.stretto.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Short ways to make keys and bytes. */
final class Keys {

  private Keys() {}

  static StateKey key(String name) {
    return StateKey.storage("token", bytes(name));
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] bytes(int length, int fill) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) fill);
    return bytes;
  }
}
