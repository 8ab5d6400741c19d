package io.stretto.schemas;

import io.stretto.protocol.Digest;
import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Int128;
import io.stretto.protocol.ReceiptStatus;
import io.stretto.protocol.Result;
import io.stretto.protocol.ResultBatch;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.Write;
import java.util.List;

/**
 * Batches of results, in the results topic. Keys stand in a dictionary in front; results name them
 * by index, and what is decoded shares one key object for all mentions.
 */
public final class ResultBatchCodec extends RecordCodec<ResultBatch> {

  private static final KnownSchemas SCHEMAS = KnownSchemas.load("ResultBatch");

  /** The place of an addition among null, bytes and itself. */
  private static final int ADDITION = 2;

  /** Creates a codec. */
  public ResultBatchCodec() {
    super(SCHEMAS);
  }

  @Override
  void write(AvroWriter writer, ResultBatch batch) {
    writer.writeInt(batch.ledger());
    writer.writeLong(batch.height());
    writer.writeDigest(batch.blockDigest());
    writer.writeInt(batch.lane());
    KeyDictionary dictionary = new KeyDictionary();
    AvroWriter results = new AvroWriter(160 * batch.results().size());
    AvroLists.write(results, batch.results(), (to, result) -> writeResult(to, result, dictionary));
    AvroLists.write(writer, dictionary.keys(), SharedFields::writeKey);
    writer.writeAll(results);
  }

  @Override
  ResultBatch read(AvroReader reader) {
    int ledger = reader.readInt();
    long height = reader.readLong();
    Digest blockDigest = reader.readDigest();
    int lane = reader.readInt();
    StateKey[] keys = AvroLists.read(reader, SharedFields::readKey).toArray(StateKey[]::new);
    List<Result> results = AvroLists.read(reader, from -> readResult(from, keys));
    return new ResultBatch(ledger, height, blockDigest, lane, results);
  }

  @Override
  int expectedBytes(ResultBatch batch) {
    return 128 + 256 * batch.results().size();
  }

  private static void writeResult(AvroWriter writer, Result result, KeyDictionary dictionary) {
    ExecutionResult execution = result.execution();
    writer.writeInt(result.index());
    writer.writeInt(result.incarnation());
    writer.writeString(result.transactionId());
    writer.writeBoolean(result.predicted());
    SharedFields.STATUS.write(writer, execution.status());
    ErrorCodes.write(writer, execution.errorCode());
    writer.writeString(execution.errorMessage());
    writer.writeLong(execution.gasUsed());
    writer.writeBytes(execution.returnValue());
    AvroLists.write(writer, execution.logs(), AvroWriter::writeString);
    OperationOutcomes.write(writer, execution.operations());
    AvroLists.write(
        writer,
        execution.observations(),
        (to, observation) -> Observations.write(to, observation, dictionary));
    AvroLists.write(writer, execution.writes(), (to, write) -> writeWrite(to, write, dictionary));
  }

  private static Result readResult(AvroReader reader, StateKey[] keys) {
    return new Result(
        reader.readInt(),
        reader.readInt(),
        reader.readString(),
        reader.readBoolean(),
        readExecution(reader, keys));
  }

  private static ExecutionResult readExecution(AvroReader reader, StateKey[] keys) {
    ReceiptStatus status = SharedFields.STATUS.read(reader);
    ErrorCode errorCode = ErrorCodes.read(reader);
    return new ExecutionResult(
        status,
        errorCode,
        reader.readString(),
        reader.readLong(),
        reader.readBytes(),
        AvroLists.read(reader, AvroReader::readString),
        OperationOutcomes.read(reader),
        AvroLists.read(reader, from -> Observations.read(from, keys)),
        AvroLists.read(reader, from -> readWrite(from, keys)));
  }

  private static void writeWrite(AvroWriter writer, Write write, KeyDictionary dictionary) {
    writer.writeInt(dictionary.indexOf(write.key()));
    if (write.isAddition()) {
      writer.writeInt(ADDITION);
      writer.writeFixed(write.amount().encode());
    } else {
      writer.writeNullableBytes(write.value());
    }
  }

  private static Write readWrite(AvroReader reader, StateKey[] keys) {
    int key = reader.readIndex(keys.length);
    return switch (reader.readIndex(ADDITION + 1)) {
      case 0 -> new Write(keys[key], null);
      case 1 -> new Write(keys[key], reader.readBytes());
      default -> Write.addition(keys[key], Int128.decode(reader.readRaw(Int128.LENGTH_BYTES), 0));
    };
  }
}
