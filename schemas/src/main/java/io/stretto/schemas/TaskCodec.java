package io.stretto.schemas;

import io.stretto.protocol.BlockContext;
import io.stretto.protocol.Task;
import io.stretto.protocol.TaskEntry;
import io.stretto.protocol.TaskKey;
import java.util.List;

/**
 * Tasks, in the tasks topic. A payload that is {@code null} is written as an empty one; to {@link
 * TransactionCodec} both are the same.
 */
public final class TaskCodec extends RecordCodec<Task> {

  private static final KnownSchemas SCHEMAS = KnownSchemas.load("Task");

  /** {@link TaskKey#UNKNOWN} on the wire, where it would take ten bytes otherwise. */
  private static final long UNKNOWN_HEIGHT = -1;

  /** Creates a codec. */
  public TaskCodec() {
    super(SCHEMAS);
  }

  @Override
  void write(AvroWriter writer, Task task) {
    SharedFields.writeContext(writer, task.block());
    writer.writeInt(task.lane());
    AvroLists.write(writer, task.keys(), TaskCodec::writeKey);
    AvroLists.write(writer, task.entries(), TaskCodec::writeEntry);
  }

  @Override
  Task read(AvroReader reader) {
    BlockContext block = SharedFields.readContext(reader);
    int lane = reader.readInt();
    List<TaskKey> keys = AvroLists.read(reader, TaskCodec::readKey);
    int keyCount = keys.size();
    return new Task(block, lane, keys, AvroLists.read(reader, from -> readEntry(from, keyCount)));
  }

  @Override
  int expectedBytes(Task task) {
    int bytes = 96 + 48 * task.keys().size();
    for (TaskEntry entry : task.entries()) {
      bytes += 32 + (entry.payload() == null ? 0 : entry.payload().length);
    }
    return bytes;
  }

  private static void writeKey(AvroWriter writer, TaskKey key) {
    SharedFields.writeKey(writer, key.key());
    writer.writeLong(key.freshFrom() == TaskKey.UNKNOWN ? UNKNOWN_HEIGHT : key.freshFrom());
  }

  private static TaskKey readKey(AvroReader reader) {
    var key = SharedFields.readKey(reader);
    long freshFrom = reader.readLong();
    return new TaskKey(key, freshFrom == UNKNOWN_HEIGHT ? TaskKey.UNKNOWN : freshFrom);
  }

  private static void writeEntry(AvroWriter writer, TaskEntry entry) {
    writer.writeInt(entry.index());
    writer.writeLong(entry.offset());
    SharedFields.writePayload(writer, entry.payload());
    writer.writeInts(entry.reads());
    writer.writeInts(entry.writes());
    AvroLists.write(writer, entry.dependsOn(), SharedFields::writePosition);
  }

  private static TaskEntry readEntry(AvroReader reader, int keyCount) {
    return new TaskEntry(
        reader.readInt(),
        reader.readLong(),
        reader.readBytes(),
        reader.readIndexes(keyCount),
        reader.readIndexes(keyCount),
        AvroLists.read(reader, SharedFields::readPosition));
  }
}
