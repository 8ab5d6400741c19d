package io.stretto.client;

import io.stretto.client.StrettoException.Code;
import io.stretto.protocol.Operation;
import io.stretto.protocol.Transaction;
import io.stretto.protocol.TransactionRules;
import io.stretto.schemas.TransactionCodec;
import java.util.Optional;

/** Refuses, before it is sent, what the cluster would reject. */
final class RequestChecks {

  private static final TransactionCodec CODEC = new TransactionCodec();

  private RequestChecks() {}

  /** Returns a transaction's bytes; throws {@link StrettoException} where it breaks a rule. */
  static byte[] encode(Transaction transaction) {
    long length = 0;
    for (Operation operation : transaction.operations()) {
      length += operation.arguments().length;
    }
    if (length > TransactionRules.ARGUMENTS_LIMIT_BYTES) {
      throw new StrettoException(
          Code.RECORD_TOO_LARGE,
          "transaction "
              + transaction.id()
              + ": its arguments have "
              + length
              + " bytes, the most is "
              + TransactionRules.ARGUMENTS_LIMIT_BYTES
              + "; it was not sent");
    }
    Optional<String> violation = TransactionRules.violation(transaction);
    if (violation.isPresent()) {
      throw invalid(transaction, violation.get(), null);
    }
    try {
      return CODEC.encode(transaction);
    } catch (IllegalArgumentException e) {
      throw invalid(transaction, "accessList: " + e.getMessage(), e);
    }
  }

  private static StrettoException invalid(Transaction transaction, String reason, Throwable cause) {
    return new StrettoException(
        Code.INVALID_TRANSACTION,
        "transaction " + transaction.id() + ": " + reason + "; it was not sent",
        cause);
  }
}
