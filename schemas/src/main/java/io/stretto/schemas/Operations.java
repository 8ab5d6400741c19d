package io.stretto.schemas;

import io.stretto.protocol.Operation;
import io.stretto.protocol.Transaction;
import io.stretto.protocol.TransactionKind;
import io.stretto.protocol.TransactionRules;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The form of a transaction's operations: one plain operation stands in the fields of the
 * transaction itself, the operations of a bundle in an array, and deposits are decimal digits.
 */
final class Operations {

  private static final WireEnum<TransactionKind> KINDS =
      WireEnum.of(List.of(TransactionKind.CALL, TransactionKind.DEPLOY, TransactionKind.TRANSFER));

  /** The digits of the greatest deposit. */
  private static final int DEPOSIT_DIGITS = 39;

  private static final String BAD_DEPOSIT =
      "deposit must be at most " + DEPOSIT_DIGITS + " decimal digits";
  private static final String BOTH_FORMS =
      "kind, contract, function, arguments and deposit must be left out where operations are given";
  private static final byte[] NOTHING = {};

  private Operations() {}

  /**
   * What was read.
   *
   * @param operations at least one; where there are more than the rules allow, one more than that,
   *     so that a rejected list takes no more memory than an accepted one
   * @param violation what is wrong beyond the {@link TransactionRules}; empty where nothing
   */
  record Reading(List<Operation> operations, Optional<String> violation) {}

  static int expectedBytes(Transaction transaction) {
    int bytes = 0;
    for (Operation operation : transaction.operations()) {
      bytes += 80 + operation.arguments().length;
    }
    return bytes;
  }

  static void write(AvroWriter writer, Transaction transaction) {
    if (transaction.isBundle()) {
      KINDS.write(writer, TransactionKind.CALL);
      writer.writeString("");
      writer.writeString("");
      writer.writeBytes(NOTHING);
      writer.writeString("");
      AvroLists.write(writer, transaction.operations(), Operations::writeOne);
    } else {
      writeFields(writer, transaction.first());
      writer.writeByte(0);
    }
  }

  private static void writeOne(AvroWriter writer, Operation operation) {
    writeFields(writer, operation);
    writer.writeLong(operation.gasLimit());
    writer.writeBoolean(operation.mayFail());
  }

  private static void writeFields(AvroWriter writer, Operation operation) {
    KINDS.write(writer, operation.kind());
    writer.writeString(operation.contract());
    writer.writeString(operation.function());
    writer.writeBytes(operation.arguments());
    BigInteger deposit = operation.deposit();
    writer.writeString(deposit.signum() == 0 ? "" : deposit.toString());
  }

  static Reading read(AvroReader reader) {
    TransactionKind kind = KINDS.read(reader);
    String contract = reader.readString();
    String function = reader.readString();
    byte[] arguments = reader.readBytes();
    String deposit = reader.readString();
    int count = reader.readBlockCount();
    if (count == 0) {
      Optional<BigInteger> amount = amount(deposit);
      BigInteger some = amount.orElse(BigInteger.ZERO);
      return new Reading(
          List.of(new Operation(kind, contract, function, arguments, some, 0, false)),
          amount.isPresent() ? Optional.empty() : Optional.of(BAD_DEPOSIT));
    }
    boolean isEmpty =
        kind == TransactionKind.CALL
            && contract.isEmpty()
            && function.isEmpty()
            && arguments.length == 0
            && deposit.isEmpty();
    Bundle bundle = new Bundle();
    bundle.read(reader, count);
    return new Reading(bundle.operations, isEmpty ? bundle.violation() : Optional.of(BOTH_FORMS));
  }

  private static Optional<BigInteger> amount(String digits) {
    if (digits.isEmpty()) {
      return Optional.of(BigInteger.ZERO);
    }
    boolean isNumber =
        digits.length() <= DEPOSIT_DIGITS
            && digits.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    return isNumber ? Optional.of(new BigInteger(digits)) : Optional.empty();
  }

  /** The operations that an array has shown so far. */
  private static final class Bundle {

    private final List<Operation> operations = new ArrayList<>();
    private int count;
    private int firstBadDeposit = -1;

    void read(AvroReader reader, int firstBlock) {
      for (int block = firstBlock; block != 0; block = reader.readBlockCount()) {
        for (int i = 0; i < block; i++) {
          Operation operation = readOne(reader);
          if (operations.size() <= TransactionRules.OPERATIONS_LIMIT) {
            operations.add(operation);
          }
          count++;
        }
      }
    }

    private Operation readOne(AvroReader reader) {
      TransactionKind kind = KINDS.read(reader);
      String contract = reader.readString();
      String function = reader.readString();
      byte[] arguments = reader.readBytes();
      Optional<BigInteger> deposit = amount(reader.readString());
      if (deposit.isEmpty() && firstBadDeposit < 0) {
        firstBadDeposit = count;
      }
      return new Operation(
          kind,
          contract,
          function,
          arguments,
          deposit.orElse(BigInteger.ZERO),
          reader.readLong(),
          reader.readBoolean());
    }

    Optional<String> violation() {
      if (firstBadDeposit < 0) {
        return Optional.empty();
      }
      return Optional.of(
          count == 1 ? BAD_DEPOSIT : "operation " + firstBadDeposit + ": " + BAD_DEPOSIT);
    }
  }
}
