package io.stretto.simulation.node;

import io.stretto.protocol.BlockContext;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Position;
import io.stretto.protocol.StateEntry;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.StateRange;
import io.stretto.protocol.port.Executor;
import io.stretto.protocol.port.StateView;
import io.stretto.simulation.check.Checker;
import java.util.List;

/**
 * Tells what executions read and what they give.
 *
 * @param executor executes
 * @param checker is told what is read
 * @param listener is told what an execution gave
 */
record WatchedExecutor(Executor executor, Checker checker, Listener listener) implements Executor {

  /** Is told what an execution gave. */
  interface Listener {
    void executed(BlockContext block, Position position, ExecutionResult result);
  }

  @Override
  public Execution execute(byte[] payload, BlockContext block, int index, StateView view) {
    Position position = new Position(block.height(), index);
    StateView watched =
        new StateView() {
          @Override
          public byte[] read(StateKey key) {
            byte[] value = view.read(key);
            checker.valueRead(block.ledger(), position, key, value);
            return value;
          }

          @Override
          public List<StateEntry> scan(StateRange range, int limit) {
            List<StateEntry> entries = view.scan(range, limit);
            for (StateEntry entry : entries) {
              checker.valueRead(block.ledger(), position, entry.key(), entry.value());
            }
            return entries;
          }
        };
    Execution execution = executor.execute(payload, block, index, watched);
    listener.executed(block, position, execution.result());
    return execution;
  }
}
