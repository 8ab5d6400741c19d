package io.stretto.schemas;

import io.stretto.protocol.StateEntry;
import java.util.List;

/** Committed values, on a stream between state service and worker. */
public final class StateReadResponseCodec extends RecordCodec<StateReadResponse> {

  private static final KnownSchemas SCHEMAS = KnownSchemas.load("StateReadResponse");
  private static final WireEnum<StateReadStatus> STATUSES =
      WireEnum.of(
          List.of(StateReadStatus.OK, StateReadStatus.NOT_OWNER, StateReadStatus.UNAVAILABLE));

  /** Creates a codec. */
  public StateReadResponseCodec() {
    super(SCHEMAS);
  }

  @Override
  void write(AvroWriter writer, StateReadResponse response) {
    writer.writeLong(response.requestId());
    STATUSES.write(writer, response.status());
    writer.writeString(response.owner());
    writer.writeLong(response.height());
    AvroLists.write(writer, response.values(), AvroWriter::writeNullableBytes);
    AvroLists.write(writer, response.entries(), StateReadResponseCodec::writeEntry);
    writer.writeBoolean(response.isCut());
  }

  @Override
  StateReadResponse read(AvroReader reader) {
    return new StateReadResponse(
        reader.readLong(),
        STATUSES.read(reader),
        reader.readString(),
        reader.readLong(),
        AvroLists.read(reader, AvroReader::readNullableBytes),
        AvroLists.read(
            reader, from -> new StateEntry(SharedFields.readKey(from), from.readBytes())),
        reader.readBoolean());
  }

  private static void writeEntry(AvroWriter writer, StateEntry entry) {
    SharedFields.writeKey(writer, entry.key());
    writer.writeBytes(entry.value());
  }

  @Override
  int expectedBytes(StateReadResponse response) {
    int bytes = 64 + response.owner().length();
    for (byte[] value : response.values()) {
      bytes += value == null ? 1 : 4 + value.length;
    }
    for (StateEntry entry : response.entries()) {
      bytes += 8 + entry.key().bytes().length + entry.value().length;
    }
    return bytes;
  }
}
