package io.stretto.schemas;

import io.stretto.protocol.StateKey;
import io.stretto.protocol.StateRange;
import java.util.Optional;

/** Requests for committed values, on a stream between worker and state service. */
public final class StateReadRequestCodec extends RecordCodec<StateReadRequest> {

  private static final KnownSchemas SCHEMAS = KnownSchemas.load("StateReadRequest");

  /** Creates a codec. */
  public StateReadRequestCodec() {
    super(SCHEMAS);
  }

  @Override
  void write(AvroWriter writer, StateReadRequest request) {
    writer.writeLong(request.requestId());
    writer.writeInt(request.ledger());
    AvroLists.write(writer, request.keys(), SharedFields::writeKey);
    writer.writeInt(request.scan().isPresent() ? 1 : 0);
    request.scan().ifPresent(scan -> writeScan(writer, scan));
    writer.writeBoolean(request.atHead());
  }

  @Override
  StateReadRequest read(AvroReader reader) {
    return new StateReadRequest(
        reader.readLong(),
        reader.readInt(),
        AvroLists.read(reader, SharedFields::readKey),
        reader.readIndex(2) == 0 ? Optional.empty() : Optional.of(readScan(reader)),
        reader.readBoolean());
  }

  @Override
  int expectedBytes(StateReadRequest request) {
    int bytes = 48;
    for (StateKey key : request.keys()) {
      bytes += 2 + key.bytes().length;
    }
    return bytes;
  }

  private static void writeScan(AvroWriter writer, StateReadRequest.Scan scan) {
    SharedFields.writeKey(writer, scan.range().from());
    SharedFields.writeKey(writer, scan.range().to());
    writer.writeInt(scan.limit());
  }

  private static StateReadRequest.Scan readScan(AvroReader reader) {
    StateRange range = new StateRange(SharedFields.readKey(reader), SharedFields.readKey(reader));
    return new StateReadRequest.Scan(range, reader.readInt());
  }
}
