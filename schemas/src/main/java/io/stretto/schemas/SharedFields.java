package io.stretto.schemas;

import io.stretto.protocol.BlockContext;
import io.stretto.protocol.Position;
import io.stretto.protocol.ReceiptStatus;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.Write;
import java.util.List;

/** The forms of those parts that several records have in common. */
final class SharedFields {

  /** The status of executions and receipts. */
  static final WireEnum<ReceiptStatus> STATUS =
      WireEnum.of(List.of(ReceiptStatus.SUCCEEDED, ReceiptStatus.FAILED, ReceiptStatus.REJECTED));

  private SharedFields() {}

  static void writePosition(AvroWriter writer, Position position) {
    writer.writeLong(position.height());
    writer.writeInt(position.index());
  }

  static Position readPosition(AvroReader reader) {
    long height = reader.readLong();
    int index = reader.readInt();
    if (height < 0 || index < 0) {
      throw SchemaException.malformed("position " + height + "/" + index);
    }
    return new Position(height, index);
  }

  static void writeContext(AvroWriter writer, BlockContext context) {
    writer.writeInt(context.ledger());
    writer.writeLong(context.height());
    writer.writeDigest(context.blockDigest());
    writer.writeLong(context.timeMillis());
  }

  static BlockContext readContext(AvroReader reader) {
    return new BlockContext(
        reader.readInt(), reader.readLong(), reader.readDigest(), reader.readLong());
  }

  static void writeKey(AvroWriter writer, StateKey key) {
    writer.writeBytes(key.bytes());
  }

  static StateKey readKey(AvroReader reader) {
    return StateKey.ofBytes(reader.readBytes());
  }

  static void writeWrite(AvroWriter writer, Write write) {
    writeKey(writer, write.key());
    writer.writeNullableBytes(write.value());
  }

  static Write readWrite(AvroReader reader) {
    return new Write(readKey(reader), reader.readNullableBytes());
  }

  /** Bytes that may be missing are written as none at all. */
  static void writePayload(AvroWriter writer, byte[] payload) {
    if (payload == null) {
      writer.writeByte(0);
    } else {
      writer.writeBytes(payload);
    }
  }
}
