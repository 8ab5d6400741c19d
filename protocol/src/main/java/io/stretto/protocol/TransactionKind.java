package io.stretto.protocol;

/** What a transaction asks for. */
public enum TransactionKind {
  /** Call a function of a deployed contract. */
  CALL,
  /** Deploy code under a contract's name, or replace the code that stands there. */
  DEPLOY,
  /** Give from the sender's balance to that of an account. */
  TRANSFER
}
