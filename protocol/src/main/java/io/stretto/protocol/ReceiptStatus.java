package io.stretto.protocol;

/** How a transaction ended. */
public enum ReceiptStatus {
  /** It ran to its end; its writes are in the state. */
  SUCCEEDED,
  /** It ran and failed: it changed nothing, but has used gas. */
  FAILED,
  /** The record was not a well-formed transaction; it keeps its position and changes nothing. */
  REJECTED
}
