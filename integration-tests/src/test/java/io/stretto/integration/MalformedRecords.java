package io.stretto.integration;

import io.stretto.protocol.AccessEntry;
import io.stretto.protocol.AccessMode;
import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.Transaction;
import io.stretto.protocol.TransactionKind;
import io.stretto.schemas.TransactionCodec;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;

/** Records that are no transactions, one of each kind. */
final class MalformedRecords {

  /** A record's value and why it is rejected. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Malformed(String name, byte[] value, ErrorCode code) {}

  private static final TransactionCodec CODEC = new TransactionCodec();

  // Where the fields of the valid transaction begin: each text has one byte of length and one more.
  private static final int ID = 10;
  private static final int SENDER = 12;
  private static final int KIND = 14;
  private static final int ARGUMENTS = 19;
  private static final int DEPOSIT = 20;
  private static final int OPERATIONS = 21;

  /** An array of one call that leaves out what may be left out. */
  private static final String ONE_CALL = "02" + "00" + "0263" + "0266" + "0000" + "0000" + "00";

  private final List<Malformed> all = new ArrayList<>();
  private final byte[] valid = CODEC.encode(transaction("i", "s", "f", new byte[0], 5_000, 0));

  private MalformedRecords() {}

  static List<Malformed> all() {
    MalformedRecords records = new MalformedRecords();
    records.addNoRecords();
    records.addBodies();
    records.addBrokenRules();
    return records.all;
  }

  private void add(String name, ErrorCode code, byte[] value) {
    all.add(new Malformed(name, value, code));
  }

  private void malformed(String name, byte[] value) {
    add(name, ErrorCode.MALFORMED_RECORD, value);
  }

  private void addNoRecords() {
    malformed("a tombstone", null);
    malformed("nothing", new byte[0]);
    malformed("one byte", hex("c3"));
    malformed("text", "{\"id\":\"i\"}".getBytes(StandardCharsets.UTF_8));
    malformed("another magic", replaced(0, 1, "c2"));
    malformed("another version", replaced(1, 1, "02"));
    malformed("a header alone", Arrays.copyOf(valid, 10));
    add("an unknown fingerprint", ErrorCode.UNKNOWN_SCHEMA, replaced(2, 8, "0102030405060708"));
    add("a block's fingerprint", ErrorCode.UNKNOWN_SCHEMA, replaced(2, 8, "b9c457776b00bd44"));
    add("an unknown fingerprint alone", ErrorCode.UNKNOWN_SCHEMA, hex("c3010000000000000000"));
  }

  private void addBodies() {
    for (int length = 11; length < valid.length; length += 3) {
      malformed("cut at " + length, Arrays.copyOf(valid, length));
    }
    malformed("something behind the end", Arrays.copyOf(valid, valid.length + 1));
    malformed("a text of -1 bytes", replaced(ID, 1, "01"));
    malformed("a text of 2^31 bytes", replaced(ID, 1, "8080808010"));
    malformed("a text of 2^62 bytes", replaced(ID, 1, "80808080808080808001"));
    malformed("a length of eleven bytes", replaced(ID, 1, "8282828282828282828200"));
    malformed("a length that overflows", replaced(ID, 1, "ffffffffffffffffff7f"));
    malformed("a text that is no UTF-8", replaced(ID + 1, 1, "ff"));
    malformed("half a surrogate", replaced(SENDER, 2, "06eda080"));
    malformed("a kind that there is not", replaced(KIND, 1, "06"));
    malformed("a kind below 0", replaced(KIND, 1, "01"));
    malformed("more arguments than bytes", replaced(ARGUMENTS, 1, "feffffff0f"));
    malformed("a list of 2^62 operations", replaced(OPERATIONS, 1, "80808080808080808001"));
    malformed("an operation of nothing", replaced(OPERATIONS, 1, "02"));
    malformed("a list of 2^62 entries", replaced(valid.length - 1, 1, "80808080808080808001"));
    malformed("a list of -2^63 entries", replaced(valid.length - 1, 1, "ffffffffffffffffff01"));
    malformed("an entry of nothing", replaced(valid.length - 1, 1, "02"));
  }

  private void addBrokenRules() {
    broken("no id", transaction("", "s", "f", new byte[0], 0, 0));
    broken("a long id", transaction("x".repeat(129), "s", "f", new byte[0], 0, 0));
    broken("no sender", transaction("i", "", "f", new byte[0], 0, 0));
    broken("a sender that is no name", transaction("i", "s s", "f", new byte[0], 0, 0));
    broken("no function", transaction("i", "s", "", new byte[0], 0, 0));
    broken("a long function", transaction("i", "s", "x".repeat(257), new byte[0], 0, 0));
    broken("gas below 0", transaction("i", "s", "f", new byte[0], -1, 0));
    broken("more gas than there is", transaction("i", "s", "f", new byte[0], Long.MAX_VALUE, 0));
    broken("long arguments", transaction("i", "s", "f", new byte[(4 << 20) + 1], 0, 0));
    broken("many accesses", transaction("i", "s", "f", new byte[0], 0, 4_097));
    add("a deposit that is no number", ErrorCode.INVALID_FIELD, replaced(DEPOSIT, 1, "022b"));
    add("an operation in both forms", ErrorCode.INVALID_FIELD, replaced(OPERATIONS, 1, ONE_CALL));
    broken(
        "a deployment of a function",
        changed(
            transaction("i", "s", "f", new byte[0], 0, 0), value -> value, TransactionKind.DEPLOY));
    broken(
        "a contract that is no name",
        changed(transaction("i", "s", "f", new byte[0], 0, 0), name -> "../" + name, null));
  }

  private void broken(String name, Transaction transaction) {
    add(name, ErrorCode.INVALID_FIELD, CODEC.encode(transaction));
  }

  private static Transaction transaction(
      String id, String sender, String function, byte[] arguments, long gas, int accesses) {
    AccessEntry entry = new AccessEntry(StateKey.storage("c", new byte[] {'k'}), AccessMode.READ);
    return new Transaction(
        id,
        sender,
        TransactionKind.CALL,
        "c",
        function,
        arguments,
        gas,
        0,
        Collections.nCopies(accesses, entry));
  }

  private static Transaction changed(
      Transaction of, UnaryOperator<String> contract, TransactionKind kind) {
    return new Transaction(
        of.id(),
        of.sender(),
        kind == null ? of.kind() : kind,
        contract.apply(of.contract()),
        of.function(),
        of.arguments(),
        of.gasLimit(),
        of.priority(),
        of.accessList());
  }

  private byte[] replaced(int from, int length, String digits) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(valid, 0, from);
    out.writeBytes(hex(digits));
    out.write(valid, from + length, valid.length - from - length);
    return out.toByteArray();
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
