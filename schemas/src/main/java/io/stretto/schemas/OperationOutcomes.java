package io.stretto.schemas;

import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.OperationOutcome;
import java.util.List;

/** The form of what the operations of a bundle came to, in results and receipts. */
final class OperationOutcomes {

  private OperationOutcomes() {}

  static void write(AvroWriter writer, List<OperationOutcome> outcomes) {
    AvroLists.write(writer, outcomes, OperationOutcomes::writeOne);
  }

  static List<OperationOutcome> read(AvroReader reader) {
    return AvroLists.read(reader, OperationOutcomes::readOne);
  }

  private static void writeOne(AvroWriter writer, OperationOutcome outcome) {
    ErrorCodes.write(writer, outcome.errorCode());
    writer.writeString(outcome.errorMessage());
    writer.writeLong(outcome.gasUsed());
    writer.writeBytes(outcome.returnValue());
  }

  private static OperationOutcome readOne(AvroReader reader) {
    ErrorCode errorCode = ErrorCodes.read(reader);
    return new OperationOutcome(
        errorCode, reader.readString(), reader.readLong(), reader.readBytes());
  }
}
