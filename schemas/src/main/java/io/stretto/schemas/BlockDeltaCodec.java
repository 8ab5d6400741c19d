package io.stretto.schemas;

import io.stretto.protocol.BlockDelta;

/** Deltas of whole blocks, in the changelog of the state. */
public final class BlockDeltaCodec extends RecordCodec<BlockDelta> {

  private static final KnownSchemas SCHEMAS = KnownSchemas.load("BlockDelta");

  /** Creates a codec. */
  public BlockDeltaCodec() {
    super(SCHEMAS);
  }

  @Override
  void write(AvroWriter writer, BlockDelta delta) {
    CommitCodec.writeBody(writer, delta.commit());
    AvroLists.write(writer, delta.writes(), SharedFields::writeWrite);
    AvroLists.write(writer, delta.receipts(), Receipts::write);
  }

  @Override
  BlockDelta read(AvroReader reader) {
    return new BlockDelta(
        CommitCodec.readBody(reader),
        AvroLists.read(reader, SharedFields::readWrite),
        AvroLists.read(reader, Receipts::read));
  }

  @Override
  int expectedBytes(BlockDelta delta) {
    return CommitCodec.EXPECTED_BYTES
        + 80 * delta.writes().size()
        + Receipts.EXPECTED_BYTES * delta.receipts().size();
  }
}
