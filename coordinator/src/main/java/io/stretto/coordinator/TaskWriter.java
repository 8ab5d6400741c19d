package io.stretto.coordinator;

import io.stretto.coordinator.place.Placement;
import io.stretto.protocol.AccessEntry;
import io.stretto.protocol.AccessMode;
import io.stretto.protocol.Block;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.Task;
import io.stretto.protocol.TaskEntry;
import io.stretto.protocol.TaskKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Splits a block into the tasks of its lanes. A task never passes what a Kafka record may hold: a
 * lane may get several, and what alone is larger is in none; the lane that the committer then asks
 * reads it from the log.
 */
final class TaskWriter {

  /** Room for the largest transaction with its predicted keys; a record has at most 16 MiB. */
  static final int LIMIT_BYTES = 15 << 20;

  private static final int ENTRY_OVERHEAD_BYTES = 64;
  private static final int KEY_OVERHEAD_BYTES = 16;
  private static final int DEPENDENCY_BYTES = 16;
  private static final byte[] NO_PAYLOAD = {};

  private final Placement placement;
  private final Block block;
  private final int lane;
  private final List<Task> tasks = new ArrayList<>();
  private Map<StateKey, Integer> indexes = new LinkedHashMap<>();
  private List<TaskEntry> entries = new ArrayList<>();
  private long bytes;

  private TaskWriter(Placement placement, Block block, int lane) {
    this.placement = placement;
    this.block = block;
    this.lane = lane;
  }

  /** The tasks of a block by ascending lane and index; lanes without transactions get none. */
  static List<Task> tasks(
      Block block, List<CoordinatorRecord.Member> members, Placement placement) {
    TreeMap<Integer, TaskWriter> writers = new TreeMap<>();
    for (int index = 0; index < members.size(); index++) {
      CoordinatorRecord.Member member = members.get(index);
      writers
          .computeIfAbsent(member.place().lane(), lane -> new TaskWriter(placement, block, lane))
          .addBounded(index, member);
    }
    return writers.values().stream().flatMap(writer -> writer.end().stream()).toList();
  }

  private void addBounded(int index, CoordinatorRecord.Member member) {
    long more = mostBytes(member);
    if (more > LIMIT_BYTES) {
      return;
    }
    if (bytes + more > LIMIT_BYTES) {
      cut();
    }
    bytes += more;
    add(index, member);
  }

  /** What a member adds at most; a key that is there already is counted again. */
  private static long mostBytes(CoordinatorRecord.Member member) {
    byte[] payload = member.arrival().payload();
    long most = ENTRY_OVERHEAD_BYTES;
    most += payload == null ? 0 : payload.length;
    most += (long) DEPENDENCY_BYTES * member.place().dependsOn().size();
    for (AccessEntry entry : member.prediction().keys()) {
      most += KEY_OVERHEAD_BYTES + entry.key().bytes().length;
    }
    return most;
  }

  private void cut() {
    if (!entries.isEmpty()) {
      tasks.add(task());
    }
    indexes = new LinkedHashMap<>();
    entries = new ArrayList<>();
    bytes = 0;
  }

  private List<Task> end() {
    cut();
    return tasks;
  }

  private void add(int index, CoordinatorRecord.Member member) {
    List<AccessEntry> keys = member.prediction().keys();
    int writes = 0;
    for (AccessEntry entry : keys) {
      writes += entry.mode() == AccessMode.WRITE ? 1 : 0;
    }
    int[] writeIndexes = new int[writes];
    int[] readIndexes = new int[keys.size() - writes];
    int nextWrite = 0;
    int nextRead = 0;
    for (AccessEntry entry : keys) {
      int keyIndex = indexes.computeIfAbsent(entry.key(), key -> indexes.size());
      if (entry.mode() == AccessMode.WRITE) {
        writeIndexes[nextWrite++] = keyIndex;
      } else {
        readIndexes[nextRead++] = keyIndex;
      }
    }
    Arrival arrival = member.arrival();
    entries.add(
        new TaskEntry(
            index,
            arrival.offset(),
            arrival.payload() == null ? NO_PAYLOAD : arrival.payload(),
            readIndexes,
            writeIndexes,
            member.place().dependsOn()));
  }

  private Task task() {
    List<TaskKey> keys = new ArrayList<>(indexes.size());
    indexes.keySet().forEach(key -> keys.add(new TaskKey(key, placement.freshFrom(key, lane))));
    return new Task(block.context(), lane, keys, entries);
  }
}
