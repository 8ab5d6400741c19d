package io.stretto.simulation.check;

import io.stretto.protocol.ChainTip;
import io.stretto.protocol.port.CommittedState;
import io.stretto.statestore.commit.Committer;
import io.stretto.statestore.commit.CommitterSettings;

/**
 * One committer from its start to its end.
 *
 * @param ledger the ledger
 * @param number counts the committers of a run
 * @param committer the committer itself
 * @param state its committed state
 * @param settings its settings
 * @param firstTip the tip of its state when it started
 */
public record CommitterLife(
    int ledger,
    int number,
    Committer committer,
    CommittedState state,
    CommitterSettings settings,
    ChainTip firstTip) {

  @Override
  public String toString() {
    return "committer " + number + " of ledger " + ledger;
  }
}
