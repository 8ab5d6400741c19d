package io.stretto.protocol;

/**
 * One thing that an execution learned about the state before its position, on which its result
 * therefore depends. Which observations hold is decided by the {@link ConflictRule} alone.
 */
public sealed interface Observation {

  /** The key that was looked at. */
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
}
