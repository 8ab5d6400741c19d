package io.stretto.wasm;

import io.stretto.wasm.LiveInstance.Saved;
import io.stretto.wasm.engine.EngineInstance;
import io.stretto.wasm.host.EventLog;
import io.stretto.wasm.host.HostContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The points to which an execution can go back, inside each other: what was written, logged, and
 * what the instances were that live on to the end of the transaction.
 */
final class Checkpoints {

  private final HostContext host;
  private final Function<ContractSlot, EngineInstance> instances;
  private final List<LiveInstance> live = new ArrayList<>();
  private final List<Point> points = new ArrayList<>();

  private record Point(int storageMark, EventLog.Mark logMark) {}

  /**
   * Makes an empty list.
   *
   * @param instances gives an instance of a contract as after instantiation
   */
  Checkpoints(HostContext host, Function<ContractSlot, EngineInstance> instances) {
    this.host = host;
    this.instances = instances;
  }

  /** Sets a checkpoint. */
  void open() {
    points.add(new Point(host.storage().mark(), host.log().mark()));
  }

  /** Ends the last checkpoint: what came after it is kept, or taken back. */
  void close(boolean isKept) {
    if (isKept) {
      keep();
    } else {
      undo();
    }
  }

  /** Gives up the last checkpoint: what came after it counts as what came before it. */
  private void keep() {
    int level = points.size();
    points.removeLast();
    if (points.isEmpty()) {
      host.storage().keep();
    }
    for (LiveInstance one : live) {
      Saved top = one.saved.peek();
      if (top != null && top.level() == level) {
        one.saved.pop();
        Saved below = one.saved.peek();
        if (level > 1 && (below == null || below.level() < level - 1)) {
          one.saved.push(new Saved(level - 1, top.image(), top.wasFinished()));
        }
      }
    }
  }

  /** Goes back to the last checkpoint and gives it up. */
  private void undo() {
    int level = points.size();
    Point point = points.removeLast();
    host.storage().rollBack(point.storageMark());
    host.log().rollBack(point.logMark());
    if (points.isEmpty()) {
      host.storage().keep();
    }
    for (int i = live.size() - 1; i >= 0; i--) {
      LiveInstance one = live.get(i);
      Saved top = one.saved.peek();
      if (top != null && top.level() == level) {
        one.saved.pop();
        restore(one, top);
      }
    }
  }

  private void restore(LiveInstance one, Saved saved) {
    if (saved.image() == null) {
      live.remove(one);
      retire(one);
      return;
    }
    if (one.instance == null) {
      one.instance = instances.apply(one.slot);
    }
    one.instance.restore(saved.image());
    one.isFinished = saved.wasFinished();
  }

  /** The contract's live instance, or {@code null} where it has none. */
  LiveInstance find(ContractSlot slot) {
    if (slot.isLive) {
      for (LiveInstance one : live) {
        if (one.slot == slot) {
          return one;
        }
      }
    }
    return null;
  }

  /** How many blocks of memory must be kept before a live instance is called. */
  int blocksToKeep(LiveInstance one) {
    return isKept(one) ? 0 : one.instance.writtenBlocks();
  }

  /** Keeps what a live instance is before it is called, if it may have to be restored. */
  void keepImage(LiveInstance one) {
    if (!isKept(one)) {
      one.saved.push(new Saved(points.size(), one.instance.image(), one.isFinished));
    }
  }

  private boolean isKept(LiveInstance one) {
    Saved top = one.saved.peek();
    return points.isEmpty() || (top != null && top.level() == points.size());
  }

  /** Makes a contract's instance live on. */
  LiveInstance add(ContractSlot slot) {
    LiveInstance one = new LiveInstance(slot);
    one.instance = instances.apply(slot);
    if (!points.isEmpty()) {
      one.saved.push(new Saved(points.size(), null, false));
    }
    slot.isLive = true;
    live.add(one);
    return one;
  }

  /** The first live instance whose finaliser has to run; {@code null} where there is none. */
  LiveInstance firstUnfinished() {
    for (LiveInstance one : live) {
      if (!one.isFinished) {
        return one;
      }
    }
    return null;
  }

  /** Whether any instance lives on. */
  boolean hasLive() {
    return !live.isEmpty();
  }

  /** The pages of all live instances that are not being called. */
  long idlePages() {
    long pages = 0;
    for (LiveInstance one : live) {
      if (one.slot.calls == 0 && one.instance != null) {
        pages += one.instance.memory().bytes().length >>> 16;
      }
    }
    return pages;
  }

  /** Ends the transaction: nothing lives on. */
  void end() {
    live.forEach(Checkpoints::retire);
    live.clear();
    points.clear();
  }

  private static void retire(LiveInstance one) {
    one.slot.isLive = false;
    if (one.instance != null) {
      one.instance.reset();
      one.slot.instance = one.instance;
    }
  }

  /** Ends a transaction without an outcome: no instance can be relied on. */
  void abandon() {
    live.forEach(
        one -> {
          one.slot.isLive = false;
          one.slot.instance = null;
        });
    live.clear();
    points.clear();
  }
}
