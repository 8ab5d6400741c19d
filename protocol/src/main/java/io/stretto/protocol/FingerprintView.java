package io.stretto.protocol;

/** The fingerprints of a state: what validation needs of it, without the values themselves. */
@FunctionalInterface
public interface FingerprintView {

  /** Returns the fingerprint of a key's value, {@link Fingerprint#ABSENT} where it has none. */
  Fingerprint fingerprint(StateKey key);
}
