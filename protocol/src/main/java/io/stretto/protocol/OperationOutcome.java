package io.stretto.protocol;

import java.util.Arrays;

/**
 * How one operation of a bundle ended.
 *
 * @param errorCode why it did not succeed; {@link ErrorCode#NONE} where it did
 * @param errorMessage more about the error; empty where none
 * @param gasUsed the gas that it used
 * @param returnValue what the contract returned; not to be changed
 */
public record OperationOutcome(
    ErrorCode errorCode, String errorMessage, long gasUsed, byte[] returnValue) {

  private static final byte[] NOTHING = {};

  /** A success. */
  public static OperationOutcome succeeded(long gasUsed, byte[] returnValue) {
    return new OperationOutcome(ErrorCode.NONE, "", gasUsed, returnValue);
  }

  /** A failure. */
  public static OperationOutcome failed(ErrorCode errorCode, String errorMessage, long gasUsed) {
    return new OperationOutcome(errorCode, errorMessage, gasUsed, NOTHING);
  }

  /** Whether what the operation did stays. */
  public boolean hasSucceeded() {
    return errorCode == ErrorCode.NONE || errorCode == ErrorCode.PROMISE_FAILED;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OperationOutcome outcome
        && errorCode == outcome.errorCode
        && errorMessage.equals(outcome.errorMessage)
        && gasUsed == outcome.gasUsed
        && Arrays.equals(returnValue, outcome.returnValue);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(gasUsed) + Arrays.hashCode(returnValue);
  }

  @Override
  public String toString() {
    return errorCode + " '" + errorMessage + "' gas " + gasUsed;
  }
}
