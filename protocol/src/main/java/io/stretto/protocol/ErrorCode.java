package io.stretto.protocol;

/**
 * Why a transaction failed or was rejected: stable names that receipts carry as text. A name, once
 * released, keeps its meaning.
 */
public enum ErrorCode {
  /** No error. */
  NONE,
  /** REJECTED: the record's bytes are not a transaction in Avro single-object encoding. */
  MALFORMED_RECORD,
  /** REJECTED: the record names a schema that this release does not know. */
  UNKNOWN_SCHEMA,
  /** REJECTED: a field of the transaction breaks one of the {@link TransactionRules}. */
  INVALID_FIELD,
  /** FAILED: no contract is deployed under the name. */
  UNKNOWN_CONTRACT,
  /** FAILED: the contract exports no such function without parameters and results. */
  UNKNOWN_FUNCTION,
  /** FAILED: the code to deploy was refused; the receipt's message says why. */
  INVALID_CODE,
  /** FAILED: a contract may be upgraded only by the account that deployed it. */
  NOT_OWNER,
  /** FAILED: the gas limit was reached. */
  OUT_OF_GAS,
  /** FAILED: WebAssembly trapped, or a host function was called with bad arguments. */
  TRAP,
  /** FAILED: the contract gave up by itself, by {@code panic} or {@code panic_utf8}. */
  PANIC,
  /** FAILED: a resource limit other than gas was passed; the receipt's message names it. */
  LIMIT_EXCEEDED,
  /** FAILED: a deposit or a transfer is more than the account has. */
  INSUFFICIENT_BALANCE,
  /** A contract was called while a call of it was going on, which it does not allow. */
  REENTRANT_CALL,
  /** SUCCEEDED, but the promise whose value the call returns failed; what the call did stays. */
  PROMISE_FAILED
}
