package io.stretto.simulation.check;

import io.stretto.oracle.Difference;
import io.stretto.oracle.SerialOracle;
import io.stretto.protocol.BlockDelta;
import io.stretto.protocol.Position;
import io.stretto.protocol.Receipt;
import io.stretto.statestore.commit.CommitterRecord;
import java.util.List;
import java.util.Optional;

/**
 * Nothing invalid is committed: whatever a committer settles is what serial execution gives at that
 * position, and whatever it commits has the digest that serial execution gives.
 */
public final class SerialOutcome implements Checker {

  private static final String PROPERTY = "serial outcome";

  private final List<Truth> truths;

  /** Creates the checker. */
  public SerialOutcome(List<Truth> truths) {
    this.truths = truths;
  }

  @Override
  public void committerDecided(CommitterLife life, List<CommitterRecord> decisions) {
    for (CommitterRecord decision : decisions) {
      if (decision instanceof CommitterRecord.PositionStaged staged) {
        checkReceipt(life, staged.receipt());
      } else if (decision instanceof CommitterRecord.BlockCommitted committed) {
        checkBlock(life, committed.delta());
      }
    }
  }

  private void checkReceipt(CommitterLife life, Receipt actual) {
    Position position = actual.position();
    SerialOracle.Outcome outcome = outcome(life, position.height());
    if (position.index() >= outcome.receipts().size()) {
      throw new Violation(PROPERTY, life + " settled " + position + ", which does not exist");
    }
    Receipt expected = outcome.receipts().get(position.index());
    Optional<String> difference = Difference.ofReceipts(List.of(expected), List.of(actual));
    if (difference.isPresent()) {
      throw new Violation(PROPERTY, life + ": " + difference.get());
    }
  }

  private void checkBlock(CommitterLife life, BlockDelta delta) {
    SerialOracle.Outcome outcome = outcome(life, delta.commit().height());
    Optional<String> difference = Difference.ofReceipts(outcome.receipts(), delta.receipts());
    if (difference.isPresent()) {
      throw new Violation(PROPERTY, life + ": " + difference.get());
    }
    if (!outcome.stateDigest().equals(delta.commit().stateDigest())) {
      throw new Violation(
          PROPERTY, life + " has another state digest after block " + delta.commit().height());
    }
  }

  private SerialOracle.Outcome outcome(CommitterLife life, long height) {
    SerialOracle.Outcome outcome = truths.get(life.ledger()).outcome(height);
    if (outcome == null) {
      throw new Violation(PROPERTY, life + " settled block " + height + ", which does not exist");
    }
    return outcome;
  }
}
