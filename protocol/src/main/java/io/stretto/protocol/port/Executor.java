package io.stretto.protocol.port;

import io.stretto.protocol.BlockContext;
import io.stretto.protocol.ExecutionResult;

/**
 * Executes one record of the transactions topic: a function of its arguments and of what the view
 * answers. It never throws for anything that a record can hold.
 */
@FunctionalInterface
public interface Executor {

  /**
   * Executes a record.
   *
   * @param payload the record's value; {@code null} for a record without one
   * @param block the block that it lies in
   * @param index its index in the block's canonical order
   * @param view the state just before its position
   */
  Execution execute(byte[] payload, BlockContext block, int index, StateView view);

  /**
   * An execution's outcome.
   *
   * @param transactionId the transaction's id; empty where the record is no transaction
   * @param result what it gave
   */
  record Execution(String transactionId, ExecutionResult result) {}
}
