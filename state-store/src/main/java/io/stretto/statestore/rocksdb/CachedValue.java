package io.stretto.statestore.rocksdb;

import io.stretto.protocol.Fingerprint;

/** A value on the heap; its fingerprint is computed when it is first asked for. */
final class CachedValue {

  private static final int OVERHEAD_BYTES = 160;

  private final byte[] value;
  private Fingerprint fingerprint;

  /** Takes a value; {@code null} for an absent one. */
  CachedValue(byte[] value) {
    this.value = value;
  }

  byte[] value() {
    return value;
  }

  /** The fingerprint: a race would compute the same twice. */
  Fingerprint fingerprint() {
    Fingerprint known = fingerprint;
    if (known == null) {
      known = Fingerprint.of(value);
      fingerprint = known;
    }
    return known;
  }

  /** A guess at the bytes that this takes with a key of the given length. */
  int weight(int keyBytes) {
    return OVERHEAD_BYTES + keyBytes + (value == null ? 0 : value.length);
  }
}
