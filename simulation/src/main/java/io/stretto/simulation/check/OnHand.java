package io.stretto.simulation.check;

import io.stretto.protocol.Block;
import io.stretto.protocol.Position;
import io.stretto.protocol.ReexecutionRequest;
import io.stretto.protocol.Result;
import io.stretto.protocol.ResultBatch;
import io.stretto.protocol.StateEntry;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.StateRange;
import io.stretto.protocol.Write;
import io.stretto.statestore.commit.CommitterRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one committer has on hand: told again from its decisions alone, by the plainest means. The
 * newest result of each open position that is not older than what was asked for, and the values
 * that settled positions have left.
 */
final class OnHand {

  private static final class Place {
    private Result result;
    private int incarnation;
    private int asked;

    private void offer(Result offered) {
      if (offered.incarnation() >= incarnation
          && (result == null || offered.incarnation() > result.incarnation())) {
        result = offered;
        incarnation = offered.incarnation();
      }
    }
  }

  private final CommitterLife life;
  private final TreeMap<Long, Block> open = new TreeMap<>();
  private final TreeMap<Position, Place> places = new TreeMap<>();
  private final List<ResultBatch> early = new ArrayList<>();

  /** What settled positions of the oldest open block have written; {@code null} for deletions. */
  private final TreeMap<StateKey, byte[]> settled = new TreeMap<>();

  private Position head;

  OnHand(CommitterLife life) {
    this.life = life;
    this.head = new Position(life.firstTip().height() + 1, 0);
  }

  /** The next position to settle. */
  Position head() {
    return head;
  }

  /** The results on hand of so many positions from the head on, whether they have one or not. */
  Map<Position, Result> results(int limitPositions) {
    TreeMap<Position, Result> results = new TreeMap<>();
    int remaining = limitPositions;
    for (Map.Entry<Position, Place> entry : places.tailMap(head, true).entrySet()) {
      if (remaining-- == 0) {
        break;
      }
      if (entry.getValue().result != null) {
        results.put(entry.getKey(), entry.getValue().result);
      }
    }
    return results;
  }

  /** The value that a key has just before the head. */
  byte[] read(StateKey key) {
    return settled.containsKey(key) ? settled.get(key) : life.state().read(key);
  }

  /** All entries that a range has just before the head. */
  List<StateEntry> scan(StateRange range) {
    return overlaid(life.state().scan(range, Integer.MAX_VALUE), settled, range);
  }

  /** All entries of a range where changes lie on top of others; {@code null} is no value. */
  static List<StateEntry> overlaid(
      List<StateEntry> below, Map<StateKey, byte[]> changes, StateRange range) {
    TreeMap<StateKey, byte[]> entries = new TreeMap<>();
    below.forEach(entry -> entries.put(entry.key(), entry.value()));
    changes.forEach(
        (key, value) -> {
          if (range.contains(key)) {
            entries.put(key, value);
          }
        });
    List<StateEntry> present = new ArrayList<>();
    entries.forEach(
        (key, value) -> {
          if (value != null) {
            present.add(new StateEntry(key, value));
          }
        });
    return present;
  }

  void replay(CommitterRecord decision) {
    switch (decision) {
      case CommitterRecord.BlockOpened opened -> open(opened.block());
      case CommitterRecord.ResultsTaken taken -> take(taken.batch());
      case CommitterRecord.PositionStaged staged -> {
        put(staged.writes());
        places.remove(head);
        head = new Position(head.height(), head.index() + 1);
      }
      case CommitterRecord.ResultRefused refused -> {
        Place place = places.get(refused.position());
        place.result = null;
        place.incarnation = place.asked;
      }
      case CommitterRecord.ReexecutionRequested requested -> ask(requested.request());
      case CommitterRecord.BlockCommitted committed -> {
        open.remove(committed.delta().commit().height());
        settled.clear();
        head = new Position(head.height() + 1, 0);
        begin(head.height());
      }
    }
  }

  private void open(Block block) {
    open.put(block.height(), block);
    for (int index = 0; index < block.transactionCount(); index++) {
      places.put(new Position(block.height(), index), new Place());
    }
    if (block.height() == head.height()) {
      begin(block.height());
    }
    early.removeIf(
        batch -> {
          if (batch.height() == block.height() && batch.blockDigest().equals(block.digest())) {
            take(batch);
          }
          return batch.height() == block.height();
        });
  }

  /** The genesis block writes by itself. */
  private void begin(long height) {
    Block block = open.get(height);
    if (block != null && block.genesis().isPresent()) {
      put(List.of(block.genesis().get().write()));
    }
  }

  private void take(ResultBatch batch) {
    if (!open.containsKey(batch.height())) {
      early.add(batch);
      return;
    }
    for (Result result : batch.results()) {
      Place place = places.get(new Position(batch.height(), result.index()));
      if (place != null) {
        place.offer(result);
      }
    }
  }

  private void ask(ReexecutionRequest request) {
    for (ReexecutionRequest.Entry entry : request.entries()) {
      Place place = places.get(entry.position());
      place.result = null;
      place.incarnation = entry.incarnation();
      place.asked = entry.incarnation();
    }
  }

  private void put(List<Write> writes) {
    for (Write write : writes) {
      settled.put(write.key(), write.value());
    }
  }
}
