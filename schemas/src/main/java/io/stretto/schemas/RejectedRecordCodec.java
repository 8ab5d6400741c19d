package io.stretto.schemas;

/** What was no transaction, in the rejected topic. */
public final class RejectedRecordCodec extends RecordCodec<RejectedRecord> {

  private static final KnownSchemas SCHEMAS = KnownSchemas.load("RejectedRecord");

  /** Creates a codec. */
  public RejectedRecordCodec() {
    super(SCHEMAS);
  }

  @Override
  void write(AvroWriter writer, RejectedRecord rejected) {
    writer.writeInt(rejected.ledger());
    writer.writeLong(rejected.offset());
    writer.writeLong(rejected.height());
    writer.writeInt(rejected.index());
    ErrorCodes.write(writer, rejected.code());
    writer.writeString(rejected.message());
    SharedFields.writePayload(writer, rejected.payload());
  }

  @Override
  RejectedRecord read(AvroReader reader) {
    return new RejectedRecord(
        reader.readInt(),
        reader.readLong(),
        reader.readLong(),
        reader.readInt(),
        ErrorCodes.read(reader),
        reader.readString(),
        reader.readBytes());
  }

  @Override
  int expectedBytes(RejectedRecord rejected) {
    return 128
        + rejected.message().length()
        + (rejected.payload() == null ? 0 : rejected.payload().length);
  }
}
