package io.stretto.schemas;

/** Batches of receipts, in the receipts topic. */
public final class ReceiptBatchCodec extends RecordCodec<ReceiptBatch> {

  private static final KnownSchemas SCHEMAS = KnownSchemas.load("ReceiptBatch");

  /** Creates a codec. */
  public ReceiptBatchCodec() {
    super(SCHEMAS);
  }

  @Override
  void write(AvroWriter writer, ReceiptBatch batch) {
    writer.writeInt(batch.ledger());
    writer.writeLong(batch.height());
    AvroLists.write(writer, batch.receipts(), Receipts::write);
  }

  @Override
  ReceiptBatch read(AvroReader reader) {
    return new ReceiptBatch(
        reader.readInt(), reader.readLong(), AvroLists.read(reader, Receipts::read));
  }

  @Override
  int expectedBytes(ReceiptBatch batch) {
    return 32 + Receipts.EXPECTED_BYTES * batch.receipts().size();
  }
}
