package io.stretto.coordinator;

import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.Transaction;

/**
 * One record of the transactions topic, as the coordinator takes it in.
 *
 * @param offset the record's offset
 * @param payload the record's value; {@code null} for a record without one; not to be changed
 * @param transaction the transaction that it holds; {@code null} where it holds none
 * @param errorCode why it holds none; {@link ErrorCode#NONE} where it holds one
 * @param errorMessage more about that
 */
public record Arrival(
    long offset,
    byte[] payload,
    Transaction transaction,
    ErrorCode errorCode,
    String errorMessage) {

  /** How many bytes the record's value has. */
  int sizeBytes() {
    return payload == null ? 0 : payload.length;
  }

  int priority() {
    return transaction == null ? 0 : transaction.priority();
  }
}
