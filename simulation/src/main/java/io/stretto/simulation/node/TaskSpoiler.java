package io.stretto.simulation.node;

import io.stretto.protocol.Position;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.Task;
import io.stretto.protocol.TaskEntry;
import io.stretto.protocol.TaskKey;
import io.stretto.simulation.engine.Dice;
import io.stretto.simulation.fault.Fault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes tasks wrong in all that may be wrong in them: everything but what is to be executed. */
final class TaskSpoiler {

  private static final int[] NONE = {};

  private final World world;

  TaskSpoiler(World world) {
    this.world = world;
  }

  Task spoilt(Task task) {
    Dice dice = world.dice();
    if (!world.has(Fault.WRONG_PREDICTIONS) || dice.flip()) {
      return task;
    }
    List<TaskKey> keys = new ArrayList<>();
    for (TaskKey key : task.keys()) {
      keys.add(dice.flip() ? key : spoilt(key));
    }
    List<TaskEntry> entries = new ArrayList<>();
    for (TaskEntry entry : task.entries()) {
      entries.add(dice.flip() ? entry : spoilt(task, entry));
    }
    return new Task(task.block(), task.lane(), keys, entries);
  }

  private TaskKey spoilt(TaskKey key) {
    Dice dice = world.dice();
    return switch (dice.below(4)) {
      case 0 -> new TaskKey(key.key(), -1);
      case 1 -> new TaskKey(key.key(), TaskKey.UNKNOWN);
      case 2 -> new TaskKey(key.key(), Math.max(-1, key.freshFrom() - dice.below(4)));
      default -> new TaskKey(StateKey.ofBytes(Arrays.copyOf(key.key().bytes(), 5)), 0);
    };
  }

  private TaskEntry spoilt(Task task, TaskEntry entry) {
    Dice dice = world.dice();
    int[] reads = dice.flip() ? entry.reads() : NONE;
    int[] writes = dice.flip() ? entry.writes() : reads;
    List<Position> dependsOn = dice.flip() ? List.of() : new ArrayList<>(entry.dependsOn());
    if (dice.chance(200)) {
      long height = Math.max(0, task.block().height() + dice.between(-3, 1));
      dependsOn = List.of(new Position(height, dice.below(40)));
    }
    return new TaskEntry(entry.index(), entry.offset(), entry.payload(), reads, writes, dependsOn);
  }
}
