package io.stretto.schemas;

import io.stretto.protocol.Block;
import io.stretto.protocol.Digest;
import io.stretto.protocol.Genesis;
import io.stretto.protocol.OrderPolicy;
import java.util.List;

/** Blocks, in the blocks topic. */
public final class BlockCodec extends RecordCodec<Block> {

  private static final KnownSchemas SCHEMAS = KnownSchemas.load("Block");
  private static final WireEnum<OrderPolicy> ORDER_POLICIES =
      WireEnum.of(List.of(OrderPolicy.ARRIVAL, OrderPolicy.PRIORITY, OrderPolicy.HASH));

  /** Creates a codec. */
  public BlockCodec() {
    super(SCHEMAS);
  }

  @Override
  void write(AvroWriter writer, Block block) {
    writer.writeInt(block.ledger());
    writer.writeLong(block.height());
    writer.writeDigest(block.parent());
    writer.writeLong(block.firstOffset());
    writer.writeLong(block.nextOffset());
    writer.writeLong(block.firstOrdinal());
    writer.writeLong(block.timeMillis());
    ORDER_POLICIES.write(writer, block.orderPolicy());
    writeGenesis(writer, block.genesis().orElse(null));
    writer.writeInts(block.relativeOffsets());
    writer.writeInts(block.lanes());
  }

  @Override
  Block read(AvroReader reader) {
    int ledger = reader.readInt();
    long height = reader.readLong();
    Digest parent = reader.readDigest();
    long firstOffset = reader.readLong();
    long nextOffset = reader.readLong();
    long firstOrdinal = reader.readLong();
    long timeMillis = reader.readLong();
    OrderPolicy orderPolicy = ORDER_POLICIES.read(reader);
    Genesis genesis = readGenesis(reader);
    int[] relativeOffsets = reader.readInts();
    int[] lanes = reader.readInts();
    if (relativeOffsets.length != lanes.length) {
      throw SchemaException.malformed(
          relativeOffsets.length + " offsets, but " + lanes.length + " lanes");
    }
    return new Block(
        ledger,
        height,
        parent,
        firstOffset,
        nextOffset,
        firstOrdinal,
        timeMillis,
        orderPolicy,
        genesis,
        relativeOffsets,
        lanes);
  }

  @Override
  int expectedBytes(Block block) {
    return 128 + 4 * block.transactionCount();
  }

  private static void writeGenesis(AvroWriter writer, Genesis genesis) {
    if (genesis == null) {
      writer.writeInt(0);
      return;
    }
    writer.writeInt(1);
    writer.writeInt(genesis.dedupWindowPositions());
    writer.writeInt(genesis.gasScheduleVersion());
  }

  private static Genesis readGenesis(AvroReader reader) {
    return reader.readIndex(2) == 0 ? null : new Genesis(reader.readInt(), reader.readInt());
  }
}
