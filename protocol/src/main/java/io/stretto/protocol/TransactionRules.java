package io.stretto.protocol;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What a well-formed transaction keeps to. The rules are part of the protocol: one that breaks them
 * is REJECTED wherever it is looked at.
 */
public final class TransactionRules {

  /** The most bytes of UTF-8 that an id may have. */
  public static final int ID_LIMIT_BYTES = 128;

  /** The most characters of an account's or a contract's name. */
  public static final int NAME_LIMIT = 64;

  /** The most bytes of UTF-8 that a function's name may have. */
  public static final int FUNCTION_LIMIT_BYTES = 256;

  /** The most bytes that the arguments and code of all operations may have. */
  public static final int ARGUMENTS_LIMIT_BYTES = 4 * 1024 * 1024;

  /** The most operations of a transaction. */
  public static final int OPERATIONS_LIMIT = 1_000;

  /** The most bits of a deposit: it is at most 2^127 - 1. */
  public static final int DEPOSIT_LIMIT_BITS = 127;

  /** The most entries of an access list. */
  public static final int ACCESS_LIST_LIMIT = 4096;

  /** The most bytes of a key in an access list, its prefix included. */
  public static final int KEY_LIMIT_BYTES = 2048 + 2 + NAME_LIMIT;

  /** The most gas that a transaction may ask for. */
  public static final long GAS_LIMIT_MAXIMUM = 1_000_000_000_000L;

  private static final String NAME_RULE =
      " must be 1 to " + NAME_LIMIT + " of a-z, A-Z, 0-9, '.', '_', '-'";

  private TransactionRules() {}

  /** Returns what is wrong with a transaction, naming the field; empty where it is in order. */
  public static Optional<String> violation(Transaction transaction) {
    if (!hasUtf8Length(transaction.id(), 1, ID_LIMIT_BYTES)) {
      return Optional.of("id must have 1 to " + ID_LIMIT_BYTES + " bytes");
    }
    if (!isName(transaction.sender())) {
      return Optional.of("sender" + NAME_RULE);
    }
    List<Operation> operations = transaction.operations();
    if (operations.size() > OPERATIONS_LIMIT) {
      return Optional.of("operations must be at most " + OPERATIONS_LIMIT);
    }
    for (int i = 0; i < operations.size(); i++) {
      Optional<String> violation = violation(operations.get(i));
      if (violation.isPresent()) {
        return operations.size() == 1
            ? violation
            : Optional.of("operation " + i + ": " + violation.get());
      }
    }
    return limitViolation(transaction);
  }

  private static Optional<String> violation(Operation operation) {
    if (!isName(operation.contract())) {
      return Optional.of("contract" + NAME_RULE);
    }
    boolean isCall = operation.kind() == TransactionKind.CALL;
    if (!hasUtf8Length(operation.function(), isCall ? 1 : 0, isCall ? FUNCTION_LIMIT_BYTES : 0)) {
      return Optional.of(
          isCall
              ? "function must have 1 to " + FUNCTION_LIMIT_BYTES + " bytes"
              : "function must be empty in a "
                  + (operation.kind() == TransactionKind.DEPLOY ? "deployment" : "transfer"));
    }
    if (operation.kind() == TransactionKind.TRANSFER && operation.arguments().length > 0) {
      return Optional.of("arguments must be empty in a transfer");
    }
    return amountViolation(operation);
  }

  private static Optional<String> amountViolation(Operation operation) {
    BigInteger deposit = operation.deposit();
    if (deposit.signum() < 0 || deposit.bitLength() > DEPOSIT_LIMIT_BITS) {
      return Optional.of("deposit must be 0 to 2^" + DEPOSIT_LIMIT_BITS + " - 1");
    }
    if (operation.kind() == TransactionKind.DEPLOY && deposit.signum() != 0) {
      return Optional.of("deposit must be 0 in a deployment");
    }
    if (operation.gasLimit() < 0 || operation.gasLimit() > GAS_LIMIT_MAXIMUM) {
      return Optional.of("gasLimit must be 0 to " + GAS_LIMIT_MAXIMUM);
    }
    return Optional.empty();
  }

  private static Optional<String> limitViolation(Transaction transaction) {
    long argumentBytes = 0;
    for (Operation operation : transaction.operations()) {
      argumentBytes += operation.arguments().length;
    }
    if (argumentBytes > ARGUMENTS_LIMIT_BYTES) {
      return Optional.of("arguments must have at most " + ARGUMENTS_LIMIT_BYTES + " bytes");
    }
    if (transaction.gasLimit() < 0 || transaction.gasLimit() > GAS_LIMIT_MAXIMUM) {
      return Optional.of("gasLimit must be 0 to " + GAS_LIMIT_MAXIMUM);
    }
    if (transaction.accessList().size() > ACCESS_LIST_LIMIT) {
      return Optional.of("accessList must have at most " + ACCESS_LIST_LIMIT + " entries");
    }
    boolean keysFit =
        transaction.accessList().stream()
            .allMatch(entry -> entry.key().bytes().length <= KEY_LIMIT_BYTES);
    return keysFit
        ? Optional.empty()
        : Optional.of("accessList keys must have at most " + KEY_LIMIT_BYTES + " bytes");
  }

  /** Whether a text can name an account or a contract. */
  public static boolean isName(String text) {
    int length = text.length();
    if (length == 0 || length > NAME_LIMIT) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (!isNameCharacter(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isNameCharacter(char character) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9')
        || character == '.'
        || character == '_'
        || character == '-';
  }

  private static boolean hasUtf8Length(String text, int minimum, int maximum) {
    int length = text.length();
    if (length < minimum || length > maximum) {
      return false;
    }
    return 3 * length <= maximum || text.getBytes(StandardCharsets.UTF_8).length <= maximum;
  }
}
