package io.stretto.schemas;

import io.stretto.protocol.StateKey;

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
    writer.writeBoolean(request.atHead());
  }

  @Override
  StateReadRequest read(AvroReader reader) {
    return new StateReadRequest(
        reader.readLong(),
        reader.readInt(),
        AvroLists.read(reader, SharedFields::readKey),
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
}
