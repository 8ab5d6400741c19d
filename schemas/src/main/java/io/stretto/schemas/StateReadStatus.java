package io.stretto.schemas;

/** Whether the values asked for could be read. */
public enum StateReadStatus {
  /** The values are in the response. */
  OK,
  /** The ledger's state is somewhere else: ask the owner that the response names. */
  NOT_OWNER,
  /** The state cannot be read just now: ask again later. */
  UNAVAILABLE
}
