package io.stretto.cli.console;

import io.stretto.protocol.TransactionRules;
import java.math.BigInteger;
import java.util.Optional;

/** Amounts of tokens as people write them: whole numbers of the smallest unit. */
public final class Amounts {

  /** What an amount is, for the help texts and errors. */
  public static final String FORM = "a whole number from 0 to 2^127 - 1";

  private static final int DIGITS_LIMIT = 39;

  private Amounts() {}

  /** The amount that a word of the command line stands for; {@code what} names it in errors. */
  public static BigInteger parse(String what, String word) {
    return parse(word)
        .orElseThrow(() -> CommandException.usage(what + " " + shortened(word) + ": give " + FORM));
  }

  /** The amount that a text stands for; empty where it is none. */
  public static Optional<BigInteger> parse(String text) {
    boolean isNumber =
        !text.isEmpty()
            && text.length() <= DIGITS_LIMIT
            && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    return isNumber
        ? Optional.of(new BigInteger(text))
            .filter(amount -> amount.bitLength() <= TransactionRules.DEPOSIT_LIMIT_BITS)
        : Optional.empty();
  }

  private static String shortened(String word) {
    return word.length() <= 2 * DIGITS_LIMIT ? word : word.substring(0, DIGITS_LIMIT) + "...";
  }
}
