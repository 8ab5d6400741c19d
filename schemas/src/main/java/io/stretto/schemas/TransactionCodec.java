package io.stretto.schemas;

import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.Transaction;
import io.stretto.protocol.TransactionRules;
import java.util.Optional;

/**
 * Transactions, in the transactions topic. {@link #decode} decides what is a transaction and what
 * is not, and with which message it is rejected: both are part of the ledger's outcome, so the
 * messages say no more than every release can say, and none of them may ever change.
 *
 * <p>It has no state and is safe for use by several threads.
 */
public final class TransactionCodec {

  /** The gas limit of a transaction whose writer left it to the schema's default. */
  public static final long DEFAULT_GAS_LIMIT = 10_000_000;

  private static final KnownSchemas RELEASED = KnownSchemas.load("Transaction");
  private static final String EMPTY_RECORD = "the record is empty";
  private static final String NO_HEADER =
      "the record does not begin with the header of Avro's single-object encoding";
  private static final String NO_TRANSACTION = "the record does not fit the schema that it names";

  private final KnownSchemas schemas;

  /** Creates a codec for all released schemas. */
  public TransactionCodec() {
    this(RELEASED);
  }

  TransactionCodec(KnownSchemas schemas) {
    this.schemas = schemas;
  }

  /** The schemas that this codec reads; it writes the current one. */
  public KnownSchemas schemas() {
    return schemas;
  }

  /**
   * Returns the bytes of a transaction. It is not held against the {@link TransactionRules}.
   *
   * @throws IllegalArgumentException when a key of its access list is not in a contract's storage
   */
  public byte[] encode(Transaction transaction) {
    AvroWriter writer =
        new AvroWriter(
            80 + Operations.expectedBytes(transaction) + 48 * transaction.accessList().size());
    SingleObject.writeHeader(writer, schemas);
    writer.writeString(transaction.id());
    writer.writeString(transaction.sender());
    Operations.write(writer, transaction);
    writer.writeLong(transaction.gasLimit());
    writer.writeInt(transaction.priority());
    AccessLists.write(writer, transaction.accessList(), transaction.contract());
    return writer.toByteArray();
  }

  /**
   * Returns what a record's value is. {@code null} (a tombstone) and no bytes at all are the same.
   */
  public DecodedTransaction decode(byte[] bytes) {
    if (bytes == null || bytes.length == 0) {
      return new DecodedTransaction.Invalid(ErrorCode.MALFORMED_RECORD, EMPTY_RECORD);
    }
    if (!SingleObject.hasHeader(bytes)) {
      return new DecodedTransaction.Invalid(ErrorCode.MALFORMED_RECORD, NO_HEADER);
    }
    try {
      AvroReader reader = SingleObject.openBody(bytes, schemas);
      DecodedTransaction decoded = read(reader);
      reader.expectEnd();
      return decoded;
    } catch (SchemaException e) {
      return e.code() == SchemaException.Code.UNKNOWN_SCHEMA
          ? new DecodedTransaction.Invalid(ErrorCode.UNKNOWN_SCHEMA, unknownSchema(bytes))
          : new DecodedTransaction.Invalid(ErrorCode.MALFORMED_RECORD, NO_TRANSACTION);
    }
  }

  private static DecodedTransaction read(AvroReader reader) {
    String id = reader.readString();
    String sender = reader.readString();
    Operations.Reading operations = Operations.read(reader);
    long gasLimit = reader.readLong();
    int priority = reader.readInt();
    AccessLists.Reading accesses =
        AccessLists.read(reader, operations.operations().getFirst().contract());
    Transaction transaction =
        new Transaction(
            id, sender, operations.operations(), gasLimit, priority, accesses.entries());
    Optional<String> violation =
        operations
            .violation()
            .or(() -> TransactionRules.violation(transaction))
            .or(accesses::violation);
    return violation.isPresent()
        ? new DecodedTransaction.Invalid(ErrorCode.INVALID_FIELD, violation.get())
        : new DecodedTransaction.Valid(transaction);
  }

  private static String unknownSchema(byte[] bytes) {
    return "no released schema has the fingerprint "
        + KnownSchemas.toHex(new AvroReader(bytes, 2).readLittleEndian());
  }
}
