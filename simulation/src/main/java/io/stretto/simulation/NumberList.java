package io.stretto.simulation;

import java.util.BitSet;

/** Numbers from 0 as text: single ones and runs, as in {@code 0-3,7}. */
public final class NumberList {

  private NumberList() {}

  /** Writes numbers. */
  public static String text(BitSet numbers) {
    StringBuilder text = new StringBuilder();
    for (int first = numbers.nextSetBit(0); first >= 0; ) {
      int end = numbers.nextClearBit(first);
      text.append(text.isEmpty() ? "" : ",").append(first);
      if (end - first > 1) {
        text.append('-').append(end - 1);
      }
      first = numbers.nextSetBit(end);
    }
    return text.toString();
  }

  /**
   * Reads numbers.
   *
   * @throws NumberFormatException where the text is no such list
   */
  public static BitSet parse(String text) {
    BitSet numbers = new BitSet();
    for (String part : text.split(",", -1)) {
      int dash = part.indexOf('-');
      int first = number(dash < 0 ? part : part.substring(0, dash));
      int last = dash < 0 ? first : number(part.substring(dash + 1));
      if (last < first) {
        throw new NumberFormatException(part);
      }
      numbers.set(first, last + 1);
    }
    return numbers;
  }

  private static int number(String digits) {
    int number = Integer.parseUnsignedInt(digits);
    if (number < 0 || number == Integer.MAX_VALUE) {
      throw new NumberFormatException(digits);
    }
    return number;
  }
}
