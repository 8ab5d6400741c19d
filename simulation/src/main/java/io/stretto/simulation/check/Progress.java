package io.stretto.simulation.check;

import java.util.function.LongSupplier;

/**
 * Progress is made: once nothing goes wrong any more, a block is committed or a receipt published
 * within a while, until all is done.
 */
public final class Progress implements Checker {

  private static final String PROPERTY = "progress";

  private final Completeness completeness;
  private final int ledgers;
  private final LongSupplier clock;
  private final long patienceMillis;
  private final int patienceActions;
  private long lastMillis;
  private int lastCount;
  private int actionsSince;

  /**
   * Creates the checker.
   *
   * @param clock tells the time in milliseconds
   * @param patienceMillis for how long nothing need be committed
   * @param patienceActions for how many actions, at most
   */
  public Progress(
      Completeness completeness,
      int ledgers,
      LongSupplier clock,
      long patienceMillis,
      int patienceActions) {
    this.completeness = completeness;
    this.ledgers = ledgers;
    this.clock = clock;
    this.patienceMillis = patienceMillis;
    this.patienceActions = patienceActions;
    this.lastMillis = clock.getAsLong();
  }

  /** An action is over. */
  public void acted() {
    int count = 0;
    for (int ledger = 0; ledger < ledgers; ledger++) {
      count += completeness.receipts(ledger) + completeness.commits(ledger);
    }
    if (count > lastCount) {
      restart();
      lastCount = count;
    }
    actionsSince++;
    if (clock.getAsLong() - lastMillis > patienceMillis || actionsSince > patienceActions) {
      throw new Violation(PROPERTY, "nothing was committed in " + actionsSince + " actions");
    }
  }

  /** Begins to wait anew. */
  public void restart() {
    lastMillis = clock.getAsLong();
    actionsSince = 0;
  }
}
