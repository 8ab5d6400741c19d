package io.stretto.schemas;

import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.Position;
import io.stretto.protocol.Receipt;
import io.stretto.protocol.ReceiptStatus;
import java.util.Optional;

/** The form of receipts. */
final class Receipts {

  static final int EXPECTED_BYTES = 96;

  private Receipts() {}

  static void write(AvroWriter writer, Receipt receipt) {
    writer.writeString(receipt.transactionId());
    SharedFields.writePosition(writer, receipt.position());
    writer.writeLong(receipt.offset());
    SharedFields.STATUS.write(writer, receipt.status());
    ErrorCodes.write(writer, receipt.errorCode());
    writer.writeString(receipt.errorMessage());
    writer.writeLong(receipt.gasUsed());
    writer.writeBytes(receipt.returnValue());
    AvroLists.write(writer, receipt.logs(), AvroWriter::writeString);
    OperationOutcomes.write(writer, receipt.operations());
    if (receipt.duplicateOf().isPresent()) {
      writer.writeInt(1);
      SharedFields.writePosition(writer, receipt.duplicateOf().get());
    } else {
      writer.writeInt(0);
    }
    writer.writeInt(receipt.attempts());
  }

  static Receipt read(AvroReader reader) {
    String transactionId = reader.readString();
    Position position = SharedFields.readPosition(reader);
    long offset = reader.readLong();
    ReceiptStatus status = SharedFields.STATUS.read(reader);
    ErrorCode errorCode = ErrorCodes.read(reader);
    return new Receipt(
        transactionId,
        position,
        offset,
        status,
        errorCode,
        reader.readString(),
        reader.readLong(),
        reader.readBytes(),
        AvroLists.read(reader, AvroReader::readString),
        OperationOutcomes.read(reader),
        readDuplicateOf(reader),
        reader.readInt());
  }

  private static Optional<Position> readDuplicateOf(AvroReader reader) {
    return reader.readIndex(2) == 0
        ? Optional.empty()
        : Optional.of(SharedFields.readPosition(reader));
  }
}
