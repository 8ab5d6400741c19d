package io.stretto.protocol;

import java.util.List;

/** A state as validation sees it: mostly by fingerprints, without the values themselves. */
public interface FingerprintView {

  /** Returns the fingerprint of a key's value, {@link Fingerprint#ABSENT} where it has none. */
  Fingerprint fingerprint(StateKey key);

  /** Returns the value of a key, {@code null} where it has none; not to be changed. */
  byte[] read(StateKey key);

  /** Returns the first entries of a range by ascending key, at most so many. */
  List<StateEntry> scan(StateRange range, int limit);
}
