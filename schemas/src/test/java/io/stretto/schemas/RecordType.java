package io.stretto.schemas;

import io.stretto.protocol.Transaction;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** One type of record, for tests that do the same to all of them. */
record RecordType<T>(
    String name,
    KnownSchemas schemas,
    Function<Random, T> random,
    Function<T, byte[]> encoder,
    Function<byte[], T> decoder) {

  private static final TransactionCodec TRANSACTIONS = new TransactionCodec();

  static List<RecordType<?>> all() {
    return List.of(
        new RecordType<>(
            "Transaction",
            TRANSACTIONS.schemas(),
            RandomTransactions::transaction,
            TRANSACTIONS::encode,
            RecordType::transaction),
        of("Block", new BlockCodec(), RandomRecords::block),
        of("Task", new TaskCodec(), RandomRecords::task),
        of("ResultBatch", new ResultBatchCodec(), RandomRecords::resultBatch),
        of("ReexecutionRequest", new ReexecutionRequestCodec(), RandomRecords::reexecutionRequest),
        of("Commit", new CommitCodec(), RandomRecords::commit),
        of("ReceiptBatch", new ReceiptBatchCodec(), RandomRecords::receiptBatch),
        of("BlockDelta", new BlockDeltaCodec(), RandomRecords::blockDelta),
        of("RejectedRecord", new RejectedRecordCodec(), RandomRecords::rejectedRecord),
        of("StateReadRequest", new StateReadRequestCodec(), RandomRecords::stateReadRequest),
        of("StateReadResponse", new StateReadResponseCodec(), RandomRecords::stateReadResponse));
  }

  static RecordType<?> named(String name) {
    return all().stream().filter(type -> type.name().equals(name)).findFirst().orElseThrow();
  }

  @SuppressWarnings("unchecked") // the caller says what it has is of this type
  byte[] encode(Object value) {
    return encoder.apply((T) value);
  }

  T decode(byte[] bytes) {
    return decoder.apply(bytes);
  }

  /** The value in Avro's generic form. */
  Object generic(Object value) {
    return ToGeneric.convert(schemas.current(), value);
  }

  @Override
  public String toString() {
    return name;
  }

  private static <T> RecordType<T> of(
      String name, RecordCodec<T> codec, Function<Random, T> random) {
    return new RecordType<>(name, codec.schemas(), random, codec::encode, codec::decode);
  }

  private static Transaction transaction(byte[] bytes) {
    return switch (TRANSACTIONS.decode(bytes)) {
      case DecodedTransaction.Valid valid -> valid.transaction();
      case DecodedTransaction.Invalid invalid ->
          throw SchemaException.malformed(invalid.toString());
    };
  }
}
