package io.stretto.protocol;

import java.util.List;

/**
 * All that one execution of one transaction gave: a function of the transaction, its block's
 * context and the observed values, and of nothing else.
 *
 * @param status how it ended
 * @param errorCode why it did not succeed; {@link ErrorCode#NONE} where it did, or {@link
 *     ErrorCode#PROMISE_FAILED}
 * @param errorMessage more about the error, the same wherever it is executed; empty where none
 * @param gasUsed gas units, from 0 to the transaction's limit
 * @param returnValue what the contract returned; empty where nothing; not to be changed
 * @param logs what the contract logged, in order; empty where it failed
 * @param operations how each operation ended; empty unless the transaction is a bundle and
 *     succeeded
 * @param observations every read, each key at most once a kind, in the order of the first read
 * @param writes the changes, by key in ascending order, each key at most once; empty where it
 *     failed; a write of what was read is left out
 */
public record ExecutionResult(
    ReceiptStatus status,
    ErrorCode errorCode,
    String errorMessage,
    long gasUsed,
    byte[] returnValue,
    List<String> logs,
    List<OperationOutcome> operations,
    List<Observation> observations,
    List<Write> writes) {

  private static final byte[] NOTHING = {};

  /** The result of a transaction that is no bundle. */
  public ExecutionResult(
      ReceiptStatus status,
      ErrorCode errorCode,
      String errorMessage,
      long gasUsed,
      byte[] returnValue,
      List<String> logs,
      List<Observation> observations,
      List<Write> writes) {
    this(
        status,
        errorCode,
        errorMessage,
        gasUsed,
        returnValue,
        logs,
        List.of(),
        observations,
        writes);
  }

  /** The result of a record that is no transaction: it observes nothing and changes nothing. */
  public static ExecutionResult rejected(ErrorCode errorCode, String errorMessage) {
    return new ExecutionResult(
        ReceiptStatus.REJECTED,
        errorCode,
        errorMessage,
        0,
        NOTHING,
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  /** A failed execution: what it observed stays, since the failure depends on it. */
  public static ExecutionResult failed(
      ErrorCode errorCode, String errorMessage, long gasUsed, List<Observation> observations) {
    return new ExecutionResult(
        ReceiptStatus.FAILED,
        errorCode,
        errorMessage,
        gasUsed,
        NOTHING,
        List.of(),
        List.of(),
        observations,
        List.of());
  }
}
