package io.stretto.simulation.script;

import io.stretto.protocol.AccessEntry;
import io.stretto.protocol.AccessMode;
import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.Operation;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.Transaction;
import io.stretto.protocol.TransactionKind;
import io.stretto.protocol.TransactionRules;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The records of simulated ledgers: text, its fields separated by bars: {@code
 * id|sender|gasLimit|priority|accessList|operation|operation}. An access list is {@code R} or
 * {@code W} and a key in hexadecimal digits, entries separated by commas. An operation is {@code
 * CALL,contract,function,deposit,gasLimit,mayFail,arguments}, the arguments in hexadecimal digits.
 */
public final class RecordText {

  private static final int FIELDS = 6;

  /**
   * What a record holds.
   *
   * @param transaction the transaction; {@code null} where it holds none
   * @param errorCode why it holds none; {@link ErrorCode#NONE} where it holds one
   * @param errorMessage more about that
   */
  public record Decoded(Transaction transaction, ErrorCode errorCode, String errorMessage) {}

  private RecordText() {}

  /** Writes a transaction. */
  public static byte[] encode(Transaction transaction) {
    StringBuilder accessList = new StringBuilder();
    for (AccessEntry entry : transaction.accessList()) {
      accessList
          .append(accessList.isEmpty() ? "" : ",")
          .append(entry.mode() == AccessMode.WRITE ? 'W' : 'R')
          .append(HexFormat.of().formatHex(entry.key().bytes()));
    }
    String text =
        String.join(
            "|",
            transaction.id(),
            transaction.sender(),
            Long.toString(transaction.gasLimit()),
            Integer.toString(transaction.priority()),
            accessList,
            String.join("|", transaction.operations().stream().map(RecordText::text).toList()));
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Reads a record; {@code null} is one without a value, which is as good as an empty one. */
  public static Decoded decode(byte[] payload) {
    String text = payload == null ? "" : new String(payload, StandardCharsets.UTF_8);
    String[] fields = text.split("\\|", -1);
    if (fields.length < FIELDS) {
      return new Decoded(null, ErrorCode.MALFORMED_RECORD, fields.length + " fields");
    }
    Transaction transaction =
        new Transaction(
            fields[0],
            fields[1],
            Arrays.stream(fields).skip(FIELDS - 1).map(RecordText::operation).toList(),
            Long.parseLong(fields[2]),
            Integer.parseInt(fields[3]),
            accessList(fields[4]));
    Optional<String> violation = TransactionRules.violation(transaction);
    return violation
        .map(words -> new Decoded(null, ErrorCode.INVALID_FIELD, words))
        .orElseGet(() -> new Decoded(transaction, ErrorCode.NONE, ""));
  }

  /** The declared priority of a record; 0 where it is no transaction. */
  public static int priority(byte[] payload) {
    Transaction transaction = decode(payload).transaction();
    return transaction == null ? 0 : transaction.priority();
  }

  private static String text(Operation operation) {
    return String.join(
        ",",
        operation.kind().name(),
        operation.contract(),
        operation.function(),
        operation.deposit().toString(),
        Long.toString(operation.gasLimit()),
        Boolean.toString(operation.mayFail()),
        HexFormat.of().formatHex(operation.arguments()));
  }

  private static Operation operation(String text) {
    String[] fields = text.split(",", -1);
    return new Operation(
        TransactionKind.valueOf(fields[0]),
        fields[1],
        fields[2],
        HexFormat.of().parseHex(fields[6]),
        new BigInteger(fields[3]),
        Long.parseLong(fields[4]),
        Boolean.parseBoolean(fields[5]));
  }

  private static List<AccessEntry> accessList(String text) {
    List<AccessEntry> entries = new ArrayList<>();
    if (!text.isEmpty()) {
      for (String entry : text.split(",", -1)) {
        StateKey key = StateKey.ofBytes(HexFormat.of().parseHex(entry, 1, entry.length()));
        AccessMode mode = entry.charAt(0) == 'W' ? AccessMode.WRITE : AccessMode.READ;
        entries.add(new AccessEntry(key, mode));
      }
    }
    return entries;
  }
}
