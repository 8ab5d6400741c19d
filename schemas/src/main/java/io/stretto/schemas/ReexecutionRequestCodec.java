package io.stretto.schemas;

import io.stretto.protocol.ReexecutionRequest;
import io.stretto.protocol.Write;
import java.util.List;

/** Requests to execute again, in the reexecutions topic. */
public final class ReexecutionRequestCodec extends RecordCodec<ReexecutionRequest> {

  private static final KnownSchemas SCHEMAS = KnownSchemas.load("ReexecutionRequest");
  private static final WireEnum<ReexecutionRequest.Reason> REASONS =
      WireEnum.of(List.of(ReexecutionRequest.Reason.CONFLICT, ReexecutionRequest.Reason.LATE));

  /** Creates a codec. */
  public ReexecutionRequestCodec() {
    super(SCHEMAS);
  }

  @Override
  void write(AvroWriter writer, ReexecutionRequest request) {
    writer.writeInt(request.ledger());
    writer.writeInt(request.lane());
    REASONS.write(writer, request.reason());
    AvroLists.write(writer, request.blocks(), SharedFields::writeContext);
    AvroLists.write(writer, request.entries(), ReexecutionRequestCodec::writeEntry);
    SharedFields.writePosition(writer, request.head());
    AvroLists.write(writer, request.freshValues(), ReexecutionRequestCodec::writeFreshValue);
  }

  @Override
  ReexecutionRequest read(AvroReader reader) {
    return new ReexecutionRequest(
        reader.readInt(),
        reader.readInt(),
        REASONS.read(reader),
        AvroLists.read(reader, SharedFields::readContext),
        AvroLists.read(reader, ReexecutionRequestCodec::readEntry),
        SharedFields.readPosition(reader),
        AvroLists.read(reader, ReexecutionRequestCodec::readFreshValue));
  }

  @Override
  int expectedBytes(ReexecutionRequest request) {
    return 64
        + 48 * request.blocks().size()
        + 16 * request.entries().size()
        + 80 * request.freshValues().size();
  }

  private static void writeEntry(AvroWriter writer, ReexecutionRequest.Entry entry) {
    SharedFields.writePosition(writer, entry.position());
    writer.writeLong(entry.offset());
    writer.writeInt(entry.incarnation());
  }

  private static ReexecutionRequest.Entry readEntry(AvroReader reader) {
    return new ReexecutionRequest.Entry(
        SharedFields.readPosition(reader), reader.readLong(), reader.readInt());
  }

  private static void writeFreshValue(AvroWriter writer, ReexecutionRequest.FreshValue fresh) {
    SharedFields.writeWrite(writer, new Write(fresh.key(), fresh.value()));
    SharedFields.writePosition(writer, fresh.since());
  }

  private static ReexecutionRequest.FreshValue readFreshValue(AvroReader reader) {
    Write write = SharedFields.readWrite(reader);
    return new ReexecutionRequest.FreshValue(
        write.key(), write.value(), SharedFields.readPosition(reader));
  }
}
