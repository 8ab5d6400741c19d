package io.stretto.simulation.planted;

import io.stretto.protocol.StateEntry;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.StateRange;
import io.stretto.protocol.Write;
import io.stretto.protocol.port.Executor;
import io.stretto.protocol.port.RemoteState;
import io.stretto.protocol.port.StateView;
import io.stretto.protocol.port.TransactionLog;
import io.stretto.simulation.engine.Dice;
import io.stretto.simulation.node.Sabotage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Mistakes in what a worker reads, and in what it keeps. */
final class WorkerFaults {

  private WorkerFaults() {}

  static Sabotage recordOneOffsetTooFar(Dice dice) {
    return new Sabotage() {
      @Override
      public TransactionLog transactionLog(TransactionLog log) {
        return (ledger, offset) -> {
          byte[] payload = log.payload(ledger, offset);
          try {
            return log.payload(ledger, offset + 1);
          } catch (IndexOutOfBoundsException | NullPointerException e) {
            return payload;
          }
        };
      }
    };
  }

  static Sabotage headReadWithoutSettled(Dice dice) {
    return new Sabotage() {
      @Override
      public RemoteState remoteState(RemoteState remote) {
        return new RemoteState() {
          @Override
          public Values read(int ledger, List<StateKey> keys, boolean atHead) {
            return remote.read(ledger, keys, false);
          }

          @Override
          public Entries scan(int ledger, StateRange range, int limit, boolean atHead) {
            return remote.scan(ledger, range, limit, false);
          }
        };
      }
    };
  }

  static Sabotage valueCachedWithoutPosition(Dice dice) {
    return new Sabotage() {
      @Override
      public Executor executor(Executor executor) {
        Map<Integer, Map<StateKey, byte[]>> written = new HashMap<>();
        return (payload, block, index, view) -> {
          Map<StateKey, byte[]> cached =
              written.computeIfAbsent(block.ledger(), ledger -> new HashMap<>());
          Executor.Execution execution =
              executor.execute(payload, block, index, cachedFirst(cached, view));
          for (Write write : execution.result().writes()) {
            if (write.value() != null) {
              cached.put(write.key(), write.value());
            }
          }
          return execution;
        };
      }
    };
  }

  private static StateView cachedFirst(Map<StateKey, byte[]> cached, StateView view) {
    return new StateView() {
      @Override
      public byte[] read(StateKey key) {
        byte[] value = cached.get(key);
        return value == null ? view.read(key) : value;
      }

      @Override
      public List<StateEntry> scan(StateRange range, int limit) {
        return view.scan(range, limit);
      }
    };
  }

  static Sabotage staleCacheKept(Dice dice) {
    return new Sabotage() {
      @Override
      public boolean areWorkersTold() {
        return false;
      }
    };
  }
}
