package io.stretto.protocol;

import java.nio.charset.StandardCharsets;
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

  /** The most bytes that arguments or code may have. */
  public static final int ARGUMENTS_LIMIT_BYTES = 4 * 1024 * 1024;

  /** The most entries of an access list. */
  public static final int ACCESS_LIST_LIMIT = 4096;

  /** The most bytes of a key in an access list, its prefix included. */
  public static final int KEY_LIMIT_BYTES = 2048 + 2 + NAME_LIMIT;

  /** The most gas that a transaction may ask for. */
  public static final long GAS_LIMIT_MAXIMUM = 1_000_000_000_000L;

  private TransactionRules() {}

  /** Returns what is wrong with a transaction, naming the field; empty where it is in order. */
  public static Optional<String> violation(Transaction transaction) {
    if (!hasUtf8Length(transaction.id(), 1, ID_LIMIT_BYTES)) {
      return Optional.of("id must have 1 to " + ID_LIMIT_BYTES + " bytes");
    }
    if (!isName(transaction.sender())) {
      return Optional.of("sender must be 1 to " + NAME_LIMIT + " of a-z, A-Z, 0-9, '.', '_', '-'");
    }
    if (!isName(transaction.contract())) {
      return Optional.of(
          "contract must be 1 to " + NAME_LIMIT + " of a-z, A-Z, 0-9, '.', '_', '-'");
    }
    return limitViolation(transaction);
  }

  private static Optional<String> limitViolation(Transaction transaction) {
    boolean isCall = transaction.kind() == TransactionKind.CALL;
    if (!hasUtf8Length(transaction.function(), isCall ? 1 : 0, isCall ? FUNCTION_LIMIT_BYTES : 0)) {
      return Optional.of(
          isCall
              ? "function must have 1 to " + FUNCTION_LIMIT_BYTES + " bytes"
              : "function must be empty in a deployment");
    }
    if (transaction.arguments().length > ARGUMENTS_LIMIT_BYTES) {
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
