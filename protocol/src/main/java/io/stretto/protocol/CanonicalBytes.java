package io.stretto.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A growing buffer that writes values in the one form that digests are taken over: integers
 * big-endian with fixed length, byte strings and texts (UTF-8) with their length (4 bytes) in
 * front. Not safe for use by several threads.
 */
final class CanonicalBytes {

  private byte[] buffer = new byte[1024];
  private int length;

  CanonicalBytes putInt(int value) {
    ensure(Integer.BYTES);
    for (int shift = 24; shift >= 0; shift -= 8) {
      buffer[length++] = (byte) (value >>> shift);
    }
    return this;
  }

  CanonicalBytes putLong(long value) {
    return putInt((int) (value >>> 32)).putInt((int) value);
  }

  CanonicalBytes putByte(int value) {
    ensure(1);
    buffer[length++] = (byte) value;
    return this;
  }

  CanonicalBytes putBytes(byte[] value) {
    putInt(value.length);
    return putRaw(value);
  }

  /** Writes bytes whose length is fixed by the format, without it. */
  CanonicalBytes putRaw(byte[] value) {
    ensure(value.length);
    System.arraycopy(value, 0, buffer, length, value.length);
    length += value.length;
    return this;
  }

  CanonicalBytes putDigest(Digest digest) {
    return putRaw(digest.rawBytes());
  }

  CanonicalBytes putText(String value) {
    return putBytes(value.getBytes(StandardCharsets.UTF_8));
  }

  Digest sha256() {
    return Digest.sha256(buffer, 0, length);
  }

  private void ensure(int more) {
    if (buffer.length - length < more) {
      buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, length + more));
    }
  }
}
