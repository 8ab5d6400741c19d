package io.stretto.simulation.log;

import io.stretto.simulation.engine.Dice;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The producer of a process: what is sent to one log stays in order, and logs go at their own pace.
 * When the process dies, of each log's records a last part is lost.
 */
public final class Outbox {

  private final Delivery delivery;
  private final Dice dice;
  private final LongSupplier clock;
  private final Map<SimulatedLog<?>, ArrayDeque<Runnable>> pending = new LinkedHashMap<>();

  /** Creates an empty one. */
  public Outbox(Delivery delivery, Dice dice, LongSupplier clock) {
    this.delivery = delivery;
    this.dice = dice;
    this.clock = clock;
  }

  /** Sends a record, which is in the log at once or later. */
  public <R> void send(SimulatedLog<R> log, R value) {
    ArrayDeque<Runnable> queue = pending.computeIfAbsent(log, same -> new ArrayDeque<>());
    queue.add(() -> log.append(value, clock.getAsLong()));
    if (delivery.isRepeated()) {
      queue.add(() -> log.append(value, clock.getAsLong()));
    }
    if (!delivery.isLingering()) {
      drain(queue, queue.size());
    }
  }

  /** Appends some of what waits. */
  public void flushSome() {
    for (ArrayDeque<Runnable> queue : queues()) {
      drain(queue, delivery.isLingering() ? dice.below(queue.size() + 1) : queue.size());
    }
  }

  /** Appends all that waits. */
  public void flush() {
    for (ArrayDeque<Runnable> queue : queues()) {
      drain(queue, queue.size());
    }
  }

  /** Loses what the network has not taken yet. */
  public void crash() {
    for (ArrayDeque<Runnable> queue : queues()) {
      drain(queue, dice.below(queue.size() + 1));
      queue.clear();
    }
  }

  private List<ArrayDeque<Runnable>> queues() {
    return new ArrayList<>(pending.values());
  }

  private static void drain(ArrayDeque<Runnable> queue, int count) {
    for (int i = 0; i < count && !queue.isEmpty(); i++) {
      queue.poll().run();
    }
  }
}
