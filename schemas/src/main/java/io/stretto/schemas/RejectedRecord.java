package io.stretto.schemas;

import io.stretto.protocol.ErrorCode;

/**
 * A record of the transactions topic that was no transaction: one record of the rejected topic.
 *
 * @param ledger the ledger
 * @param offset its offset in the transactions topic
 * @param height the height of the block that holds it
 * @param index its index in the block's canonical order
 * @param code why it is no transaction, as in its receipt
 * @param message more about it, as in its receipt
 * @param payload its value; written as empty where it had none ({@code null}), and read as empty;
 *     not copied and not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record RejectedRecord(
    int ledger,
    long offset,
    long height,
    int index,
    ErrorCode code,
    String message,
    byte[] payload) {}
