package io.stretto.simulation.script;

import io.stretto.protocol.ErrorCode;
import java.util.List;

/**
 * What running one operation of a transaction came to.
 *
 * @param errorCode why it failed; {@link ErrorCode#NONE} where it did not
 * @param errorMessage more about the error
 * @param gas the gas that it used
 * @param returned what it returned
 * @param logs what it logged
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record OperationRun(
    ErrorCode errorCode, String errorMessage, long gas, byte[] returned, List<String> logs) {

  private static final byte[] NOTHING = {};

  static OperationRun succeeded(long gas) {
    return new OperationRun(ErrorCode.NONE, "", gas, NOTHING, List.of());
  }

  static OperationRun failed(ErrorCode code, String message, long gas) {
    return new OperationRun(code, message, gas, NOTHING, List.of());
  }

  boolean hasFailed() {
    return errorCode != ErrorCode.NONE;
  }
}
