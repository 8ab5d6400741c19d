package io.stretto.simulation.check;

import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Position;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.Write;
import io.stretto.statestore.commit.CommitterRecord;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * No execution is given a value that its own position or a later one wrote, whichever cache it came
 * from. In one process a value keeps its array from writer to reader, so the array tells who wrote
 * it. What a committer has settled once may be read by whoever comes too late with an execution
 * before it: nobody needs that result.
 */
public final class NothingFromTheFuture implements Checker {

  private record Writer(int ledger, Position position) {}

  private final IdentityHashMap<byte[], Writer> writers = new IdentityHashMap<>();

  /** By ledger, the last position that any committer has settled. */
  private final Map<Integer, Position> settled = new HashMap<>();

  @Override
  public void executed(int ledger, Position position, ExecutionResult result) {
    remember(ledger, position, result.writes());
  }

  @Override
  public void committerDecided(CommitterLife life, List<CommitterRecord> decisions) {
    for (CommitterRecord decision : decisions) {
      if (decision instanceof CommitterRecord.PositionStaged staged) {
        Position position = staged.receipt().position();
        remember(life.ledger(), position, staged.writes());
        settled(life.ledger(), position);
      } else if (decision instanceof CommitterRecord.BlockCommitted committed) {
        // Of a longer block that lost against it, nothing is needed any more.
        long height = committed.delta().commit().height();
        settled(life.ledger(), new Position(height, Integer.MAX_VALUE));
      }
    }
  }

  @Override
  public void valueRead(int ledger, Position reader, StateKey key, byte[] value) {
    Writer writer = value == null ? null : writers.get(value);
    boolean isTooNew =
        writer != null && writer.ledger() == ledger && !writer.position().isBefore(reader);
    if (isTooNew && settled.getOrDefault(ledger, new Position(0, 0)).isBefore(reader)) {
      throw new Violation(
          "nothing from the future",
          "ledger " + ledger + " at " + reader + " read what " + writer.position() + " wrote");
    }
    if (writer != null && writer.ledger() != ledger) {
      throw new Violation(
          "nothing from the future",
          "ledger " + ledger + " read what ledger " + writer.ledger() + " wrote");
    }
  }

  private void settled(int ledger, Position position) {
    settled.merge(ledger, position, (one, other) -> one.isBefore(other) ? other : one);
  }

  private void remember(int ledger, Position position, List<Write> writes) {
    for (Write write : writes) {
      if (write.value() != null) {
        writers.putIfAbsent(write.value(), new Writer(ledger, position));
      }
    }
  }
}
