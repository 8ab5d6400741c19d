package io.stretto.protocol;

/**
 * One thing that an execution learned about the state before its position, on which its result
 * therefore depends. Which observations hold is decided by the {@link ConflictRule} alone.
 */
public sealed interface Observation {

  /** The key that was looked at; of a range, the first. */
  StateKey key();

  /**
   * The execution read the value of a key, or that it has none.
   *
   * @param key the key read
   * @param fingerprint the fingerprint of what was read
   */
  record Exact(StateKey key, Fingerprint fingerprint) implements Observation {}

  /**
   * The execution asked only whether a key has a value.
   *
   * @param key the key asked for
   * @param present the answer it got
   */
  record Presence(StateKey key, boolean present) implements Observation {}

  /**
   * The execution added to the number of a key, and learned only that the sums stay in their
   * bounds, or on which side one leaves them. So additions of others do not matter while the number
   * stays in this range.
   *
   * @param key the key added to
   * @param low the least number that the key may have; an absent one counts as zero
   * @param high the greatest number that the key may have
   */
  record Bound(StateKey key, Int128 low, Int128 high) implements Observation {}

  /**
   * The execution listed a range of keys: no key may be added to it, taken from it or changed.
   *
   * @param range what was listed; where a limit ended the list, the range ends behind the last key
   * @param count how many entries were listed
   * @param digest the {@linkplain StateRange#digest digest} of these entries
   */
  record Scan(StateRange range, int count, Digest digest) implements Observation {

    /** The first key of the range. */
    @Override
    public StateKey key() {
      return range.from();
    }
  }
}
