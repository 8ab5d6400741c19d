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

/** Splits a block into the tasks of its lanes. */
final class TaskWriter {

  private static final byte[] NO_PAYLOAD = {};

  private final Placement placement;
  private final int lane;
  private final Map<StateKey, Integer> indexes = new LinkedHashMap<>();
  private final List<TaskEntry> entries = new ArrayList<>();

  private TaskWriter(Placement placement, int lane) {
    this.placement = placement;
    this.lane = lane;
  }

  /** The tasks of a block by ascending lane; lanes without transactions get none. */
  static List<Task> tasks(
      Block block, List<CoordinatorRecord.Member> members, Placement placement) {
    TreeMap<Integer, TaskWriter> writers = new TreeMap<>();
    for (int index = 0; index < members.size(); index++) {
      writers
          .computeIfAbsent(block.lane(index), lane -> new TaskWriter(placement, lane))
          .add(index, members.get(index));
    }
    return writers.values().stream().map(writer -> writer.task(block)).toList();
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

  private Task task(Block block) {
    List<TaskKey> keys = new ArrayList<>(indexes.size());
    indexes.keySet().forEach(key -> keys.add(new TaskKey(key, placement.freshFrom(key, lane))));
    return new Task(block.context(), lane, keys, entries);
  }
}
