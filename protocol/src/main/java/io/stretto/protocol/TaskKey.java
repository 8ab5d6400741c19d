package io.stretto.protocol;

/**
 * A state key that a task is expected to touch.
 *
 * @param key the key
 * @param freshFrom the height of the last block in which another lane was expected to write it: a
 *     cached value that was current at this height or later will do; {@link #UNKNOWN} where the
 *     coordinator cannot tell
 */
public record TaskKey(StateKey key, long freshFrom) {

  /** No height is known: the value must be read anew. */
  public static final long UNKNOWN = Long.MAX_VALUE;
}
