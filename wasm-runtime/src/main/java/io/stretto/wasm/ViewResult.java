package io.stretto.wasm;

import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ReceiptStatus;
import java.util.List;

/**
 * The answer to a call that only reads.
 *
 * @param status SUCCEEDED or FAILED
 * @param errorCode why it did not succeed
 * @param errorMessage more about the error; empty where none
 * @param gasUsed the gas used
 * @param returnValue what the contract returned; empty where nothing; not to be changed
 * @param logs what the contract logged; empty where it failed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ViewResult(
    ReceiptStatus status,
    ErrorCode errorCode,
    String errorMessage,
    long gasUsed,
    byte[] returnValue,
    List<String> logs) {}
