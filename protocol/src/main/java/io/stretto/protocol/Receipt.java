package io.stretto.protocol;

import java.util.List;
import java.util.Optional;

/**
 * The outcome of one transaction, for the one who submitted it.
 *
 * @param transactionId the transaction's id; empty for a record that was none
 * @param position its position in the ledger's canonical order
 * @param offset its offset in the transactions topic
 * @param status how it ended; for a duplicate, how the first one did
 * @param errorCode why it did not succeed
 * @param errorMessage more about the error; empty where none
 * @param gasUsed the gas it used; for a duplicate, what the first one did
 * @param returnValue what the contract returned; not to be changed
 * @param logs what the contract logged
 * @param operations how each operation of a bundle ended; empty where it failed or is none
 * @param duplicateOf for a repeated id, the position of the first one, whose outcome this repeats
 * @param attempts how often it was executed before it was committed: a measurement, no part of the
 *     canonical outcome
 */
public record Receipt(
    String transactionId,
    Position position,
    long offset,
    ReceiptStatus status,
    ErrorCode errorCode,
    String errorMessage,
    long gasUsed,
    byte[] returnValue,
    List<String> logs,
    List<OperationOutcome> operations,
    Optional<Position> duplicateOf,
    int attempts) {

  /** The receipt of a transaction that is no bundle. */
  public Receipt(
      String transactionId,
      Position position,
      long offset,
      ReceiptStatus status,
      ErrorCode errorCode,
      String errorMessage,
      long gasUsed,
      byte[] returnValue,
      List<String> logs,
      Optional<Position> duplicateOf,
      int attempts) {
    this(
        transactionId,
        position,
        offset,
        status,
        errorCode,
        errorMessage,
        gasUsed,
        returnValue,
        logs,
        List.of(),
        duplicateOf,
        attempts);
  }

  /** The receipt of an execution that was committed at a position. */
  public static Receipt of(
      String transactionId, Position position, long offset, ExecutionResult result, int attempts) {
    return new Receipt(
        transactionId,
        position,
        offset,
        result.status(),
        result.errorCode(),
        result.errorMessage(),
        result.gasUsed(),
        result.returnValue(),
        result.logs(),
        result.operations(),
        Optional.empty(),
        attempts);
  }

  /** The receipt of a later transaction with the same id: this one's outcome, marked. */
  public Receipt repeatedAt(
      Position duplicatePosition, long duplicateOffset, int duplicateAttempts) {
    return new Receipt(
        transactionId,
        duplicatePosition,
        duplicateOffset,
        status,
        errorCode,
        errorMessage,
        gasUsed,
        returnValue,
        logs,
        operations,
        Optional.of(duplicateOf.orElse(position)),
        duplicateAttempts);
  }

  /** Whether this repeats the outcome of an earlier transaction with the same id. */
  public boolean isDuplicate() {
    return duplicateOf.isPresent();
  }
}
