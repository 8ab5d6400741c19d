package io.stretto.schemas;

import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.Transaction;

/** What a record of the transactions topic turned out to be. */
public sealed interface DecodedTransaction {

  /**
   * A transaction that keeps to all rules.
   *
   * @param transaction the transaction
   */
  record Valid(Transaction transaction) implements DecodedTransaction {}

  /**
   * No transaction: whoever executes the position gives it a REJECTED receipt with this code and
   * this message.
   *
   * @param errorCode {@link ErrorCode#MALFORMED_RECORD}, {@link ErrorCode#UNKNOWN_SCHEMA} or {@link
   *     ErrorCode#INVALID_FIELD}
   * @param message the same for the same bytes, wherever and whenever they are decoded; only what
   *     is of an unknown schema may be known to a later release
   */
  record Invalid(ErrorCode errorCode, String message) implements DecodedTransaction {}
}
