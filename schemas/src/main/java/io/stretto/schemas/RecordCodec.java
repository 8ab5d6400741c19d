package io.stretto.schemas;

/**
 * A codec between records of one type and their bytes in Avro's single-object encoding: {@code C3
 * 01}, the fingerprint of the schema (8 bytes, the lowest first), the body. Codecs have no state
 * and are safe for use by several threads.
 *
 * <p>Arrays in what is decoded are copies; lists must not be changed.
 *
 * @param <T> the type of the records
 */
public abstract sealed class RecordCodec<T>
    permits BlockCodec,
        BlockDeltaCodec,
        CommitCodec,
        ReceiptBatchCodec,
        ReexecutionRequestCodec,
        RejectedRecordCodec,
        ResultBatchCodec,
        StateReadRequestCodec,
        StateReadResponseCodec,
        TaskCodec {

  private final KnownSchemas schemas;

  RecordCodec(KnownSchemas schemas) {
    this.schemas = schemas;
  }

  /** The schemas that this codec reads; it writes the current one. */
  public final KnownSchemas schemas() {
    return schemas;
  }

  /** Returns the bytes of a record. */
  public final byte[] encode(T value) {
    AvroWriter writer = new AvroWriter(expectedBytes(value));
    SingleObject.writeHeader(writer, schemas);
    write(writer, value);
    return writer.toByteArray();
  }

  /**
   * Returns the record that the bytes stand for.
   *
   * @throws SchemaException when the bytes are not such a record
   */
  public final T decode(byte[] bytes) {
    AvroReader reader = SingleObject.openBody(bytes, schemas);
    T value = read(reader);
    reader.expectEnd();
    return value;
  }

  abstract void write(AvroWriter writer, T value);

  abstract T read(AvroReader reader);

  /** A guess at the size of a record's bytes. */
  abstract int expectedBytes(T value);
}
