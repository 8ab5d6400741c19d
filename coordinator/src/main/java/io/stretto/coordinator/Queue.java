package io.stretto.coordinator;

import io.stretto.protocol.TransactionRules;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** The records that wait for a block, in the order of the log. */
final class Queue {

  private record Waiting(Arrival arrival, long sinceMillis) {}

  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private long bytes;
  private long nextOffset = -1;

  void add(CoordinatorRecord.Queued queued) {
    for (Arrival arrival : queued.arrivals()) {
      waiting.addLast(new Waiting(arrival, queued.nowMillis()));
      bytes += arrival.sizeBytes();
    }
    nextOffset = queued.nextOffset();
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  int size() {
    return waiting.size();
  }

  long bytes() {
    return bytes;
  }

  long oldestSinceMillis() {
    return waiting.getFirst().sinceMillis();
  }

  /** Whether as much waits as a block can hold. */
  boolean fillsBlock(CoordinatorSettings settings) {
    return waiting.size() >= settings.blockTransactions() || bytes >= settings.blockBytes();
  }

  /** The records that go into the next block: at least one, as many as the limits allow. */
  List<Arrival> front(CoordinatorSettings settings, ToLongFunction<Arrival> gas) {
    List<Arrival> front = new ArrayList<>();
    long frontBytes = 0;
    long frontGas = 0;
    for (Waiting candidate : waiting) {
      Arrival arrival = candidate.arrival();
      frontBytes += arrival.sizeBytes();
      frontGas = Math.min(frontGas + gas.applyAsLong(arrival), TransactionRules.GAS_LIMIT_MAXIMUM);
      boolean isFull =
          front.size() == settings.blockTransactions()
              || frontBytes > settings.blockBytes()
              || frontGas > settings.blockGas();
      if (isFull && !front.isEmpty()) {
        break;
      }
      front.add(arrival);
    }
    return front;
  }

  /** The first offset after the first {@code count} records, gaps that follow included. */
  long offsetAfter(int count) {
    if (count == waiting.size()) {
      return nextOffset;
    }
    int index = 0;
    for (Waiting candidate : waiting) {
      if (index++ == count) {
        return candidate.arrival().offset();
      }
    }
    throw new IllegalArgumentException(count + " records of " + waiting.size());
  }

  void remove(int count) {
    for (int i = 0; i < count; i++) {
      bytes -= waiting.removeFirst().arrival().sizeBytes();
    }
  }
}
