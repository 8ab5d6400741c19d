package io.stretto.protocol;

/** How a transaction is expected to touch a key. */
public enum AccessMode {
  /** It only looks at the key. */
  READ,
  /** It writes the key, and may look at it. */
  WRITE
}
