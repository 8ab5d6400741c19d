package io.stretto.simulation.check;

import io.stretto.oracle.Difference;
import io.stretto.protocol.Position;
import io.stretto.protocol.Receipt;
import io.stretto.statestore.commit.CommitterRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * No position is settled twice: a committer settles the positions of a block one after the other,
 * and all receipts of a position and of an offset are the same.
 */
public final class PositionOnce implements Checker {

  private static final String PROPERTY = "position once";

  /** By the number of the committer, the index that is to be settled next. */
  private final Map<Integer, Integer> nextIndexes = new HashMap<>();

  private record Place(int ledger, Position position) {}

  private record Origin(int ledger, long offset) {}

  private final Map<Place, Receipt> receipts = new HashMap<>();
  private final Map<Origin, Position> positions = new HashMap<>();

  @Override
  public void committerDecided(CommitterLife life, List<CommitterRecord> decisions) {
    for (CommitterRecord decision : decisions) {
      if (decision instanceof CommitterRecord.PositionStaged staged) {
        int next = nextIndexes.getOrDefault(life.number(), 0);
        if (staged.receipt().position().index() != next) {
          throw new Violation(
              PROPERTY,
              life + " settled " + staged.receipt().position() + " where " + next + " was due");
        }
        nextIndexes.put(life.number(), next + 1);
      } else if (decision instanceof CommitterRecord.BlockCommitted) {
        nextIndexes.put(life.number(), 0);
      }
    }
  }

  @Override
  public void receiptsAppended(int ledger, List<Receipt> appended) {
    for (Receipt receipt : appended) {
      Position position = receipt.position();
      Receipt first = receipts.putIfAbsent(new Place(ledger, position), receipt);
      if (first != null) {
        Optional<String> difference = Difference.ofReceipts(List.of(first), List.of(receipt));
        if (difference.isPresent()) {
          throw new Violation(PROPERTY, "two outcomes: " + difference.get());
        }
      }
      Position other = positions.putIfAbsent(new Origin(ledger, receipt.offset()), position);
      if (other != null && !other.equals(position)) {
        throw new Violation(
            PROPERTY, "offset " + receipt.offset() + " stands at " + other + " and " + position);
      }
    }
  }
}
