package io.stretto.oracle;

import io.stretto.protocol.OperationOutcome;
import io.stretto.protocol.Receipt;
import io.stretto.protocol.StateKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Names the first difference between what the oracle says and what a cluster says. */
public final class Difference {

  private Difference() {}

  /** Compares receipts in all but the count of attempts. */
  public static Optional<String> ofReceipts(List<Receipt> expected, List<Receipt> actual) {
    for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
      Optional<String> difference = ofReceipts(expected.get(i), actual.get(i));
      if (difference.isPresent()) {
        return difference;
      }
    }
    return expected.size() == actual.size()
        ? Optional.empty()
        : Optional.of(expected.size() + " receipts expected, got " + actual.size());
  }

  private static Optional<String> ofReceipts(Receipt expected, Receipt actual) {
    boolean isEqual =
        expected.transactionId().equals(actual.transactionId())
            && expected.position().equals(actual.position())
            && expected.offset() == actual.offset()
            && expected.status() == actual.status()
            && expected.errorCode() == actual.errorCode()
            && expected.errorMessage().equals(actual.errorMessage())
            && expected.gasUsed() == actual.gasUsed()
            && Arrays.equals(expected.returnValue(), actual.returnValue())
            && expected.logs().equals(actual.logs())
            && expected.operations().equals(actual.operations())
            && expected.duplicateOf().equals(actual.duplicateOf());
    return isEqual
        ? Optional.empty()
        : Optional.of(
            "receipt at "
                + expected.position()
                + ": expected "
                + describe(expected)
                + ", got "
                + describe(actual));
  }

  private static String describe(Receipt receipt) {
    return String.join(
        " ",
        receipt.transactionId(),
        receipt.position() + " offset " + receipt.offset(),
        receipt.status() + " " + receipt.errorCode() + " '" + receipt.errorMessage() + "'",
        "gas " + receipt.gasUsed(),
        "returns '" + HexFormat.of().formatHex(receipt.returnValue()) + "'",
        "logs " + receipt.logs(),
        "operations " + describeAll(receipt.operations()),
        receipt.duplicateOf().map(first -> "repeats " + first).orElse("repeats none"));
  }

  private static String describeAll(List<OperationOutcome> outcomes) {
    return outcomes.stream()
        .map(outcome -> outcome + " '" + HexFormat.of().formatHex(outcome.returnValue()) + "'")
        .toList()
        .toString();
  }

  /** Compares whole states. */
  public static Optional<String> ofStates(
      SortedMap<StateKey, byte[]> expected, SortedMap<StateKey, byte[]> actual) {
    Iterator<Map.Entry<StateKey, byte[]>> expectedEntries = expected.entrySet().iterator();
    Iterator<Map.Entry<StateKey, byte[]>> actualEntries = actual.entrySet().iterator();
    while (expectedEntries.hasNext() && actualEntries.hasNext()) {
      Map.Entry<StateKey, byte[]> one = expectedEntries.next();
      Map.Entry<StateKey, byte[]> other = actualEntries.next();
      boolean isEqual =
          one.getKey().equals(other.getKey()) && Arrays.equals(one.getValue(), other.getValue());
      if (!isEqual) {
        return Optional.of("state: expected " + describe(one) + ", got " + describe(other));
      }
    }
    if (expectedEntries.hasNext()) {
      return Optional.of("state: " + describe(expectedEntries.next()) + " is missing");
    }
    return actualEntries.hasNext()
        ? Optional.of("state: " + describe(actualEntries.next()) + " should not be there")
        : Optional.empty();
  }

  private static String describe(Map.Entry<StateKey, byte[]> entry) {
    return entry.getKey() + "=" + HexFormat.of().formatHex(entry.getValue());
  }
}
