package io.stretto.simulation.check;

import io.stretto.oracle.SerialOracle;
import io.stretto.protocol.Block;
import io.stretto.statestore.commit.CommitterRecord;
import java.util.List;

/** Committers take, of all blocks with a height, the first in the log that fits. */
public final class FirstRecordWins implements Checker {

  private final List<Truth> truths;

  /** Creates the checker. */
  public FirstRecordWins(List<Truth> truths) {
    this.truths = truths;
  }

  @Override
  public void committerDecided(CommitterLife life, List<CommitterRecord> decisions) {
    for (CommitterRecord decision : decisions) {
      if (decision instanceof CommitterRecord.BlockOpened opened) {
        check(life, opened.block());
      }
    }
  }

  private void check(CommitterLife life, Block block) {
    SerialOracle.Outcome outcome = truths.get(life.ledger()).outcome(block.height());
    if (outcome == null || !outcome.block().digest().equals(block.digest())) {
      throw new Violation(
          "first record wins",
          life
              + " opened "
              + block
              + ", the log's is "
              + (outcome == null ? "none" : outcome.block()));
    }
  }
}
