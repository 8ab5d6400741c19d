package io.stretto.schemas;

import io.stretto.protocol.ChainTip;
import io.stretto.protocol.Commit;
import io.stretto.protocol.Digest;

/** Committed blocks, in the commits topic. */
public final class CommitCodec extends RecordCodec<Commit> {

  static final int EXPECTED_BYTES = 192;

  private static final KnownSchemas SCHEMAS = KnownSchemas.load("Commit");

  /** Creates a codec. */
  public CommitCodec() {
    super(SCHEMAS);
  }

  @Override
  void write(AvroWriter writer, Commit commit) {
    writeBody(writer, commit);
  }

  @Override
  Commit read(AvroReader reader) {
    return readBody(reader);
  }

  @Override
  int expectedBytes(Commit commit) {
    return EXPECTED_BYTES;
  }

  static void writeBody(AvroWriter writer, Commit commit) {
    writer.writeInt(commit.ledger());
    writer.writeLong(commit.height());
    writer.writeDigest(commit.blockDigest());
    writer.writeLong(commit.blockOffset());
    writeTip(writer, commit.tip());
    Commit.Counts counts = commit.counts();
    writer.writeInt(counts.succeeded());
    writer.writeInt(counts.failed());
    writer.writeInt(counts.rejected());
    writer.writeInt(counts.duplicates());
    writer.writeLong(counts.gasUsed());
    writer.writeDigest(commit.stateDigest());
    Commit.Statistics statistics = commit.statistics();
    writer.writeInt(statistics.executions());
    writer.writeInt(statistics.conflicts());
    writer.writeInt(statistics.reexecutions());
    writer.writeInt(statistics.predicted());
  }

  static Commit readBody(AvroReader reader) {
    int ledger = reader.readInt();
    long height = reader.readLong();
    Digest blockDigest = reader.readDigest();
    long blockOffset = reader.readLong();
    ChainTip tip = readTip(reader);
    Commit.Counts counts =
        new Commit.Counts(
            reader.readInt(),
            reader.readInt(),
            reader.readInt(),
            reader.readInt(),
            reader.readLong());
    Digest stateDigest = reader.readDigest();
    Commit.Statistics statistics =
        new Commit.Statistics(
            reader.readInt(), reader.readInt(), reader.readInt(), reader.readInt());
    return new Commit(
        ledger, height, blockDigest, blockOffset, tip, counts, stateDigest, statistics);
  }

  private static void writeTip(AvroWriter writer, ChainTip tip) {
    writer.writeLong(tip.height());
    writer.writeDigest(tip.digest());
    writer.writeLong(tip.nextOffset());
    writer.writeLong(tip.nextOrdinal());
    writer.writeLong(tip.timeMillis());
  }

  private static ChainTip readTip(AvroReader reader) {
    return new ChainTip(
        reader.readLong(),
        reader.readDigest(),
        reader.readLong(),
        reader.readLong(),
        reader.readLong());
  }
}
