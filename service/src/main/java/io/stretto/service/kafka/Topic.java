package io.stretto.service.kafka;

import java.util.Locale;

/** The topics that the roles meet in, in the order of the data's way. */
public enum Topic {
  /** What producers submit: one transaction a record. */
  TRANSACTIONS(Spread.LEDGERS, Keep.FOREVER),
  /** The canonical order: one block a record. */
  BLOCKS(Spread.LEDGERS, Keep.FOREVER),
  /** What workers execute: one lane's part of a block a record. */
  TASKS(Spread.LANES, Keep.SHORT),
  /** What came out of it: a batch of results a record. */
  RESULTS(Spread.LEDGERS, Keep.SHORT),
  /** Transactions to execute again, with fresh values. */
  REEXECUTIONS(Spread.LANES, Keep.SHORT),
  /** One committed block a record. */
  COMMITS(Spread.LEDGERS, Keep.FOREVER),
  /** The receipts of committed transactions. */
  RECEIPTS(Spread.LEDGERS, Keep.RECEIPTS),
  /** What was not a transaction, and why. */
  REJECTED(Spread.LEDGERS, Keep.REJECTED);

  /** What a topic has one partition for. */
  public enum Spread {
    /** One partition a ledger. */
    LEDGERS,
    /** One partition a lane. */
    LANES
  }

  /** Which rule says how long a topic's records are kept. */
  public enum Keep {
    /** Never deleted: the state follows from them. */
    FOREVER,
    /** Until they were surely consumed: {@code cluster.retention.short.millis}. */
    SHORT,
    /** As long as {@code cluster.retention.receipts.millis} says. */
    RECEIPTS,
    /** As long as {@code cluster.retention.rejected.millis} says. */
    REJECTED
  }

  private final Spread spread;
  private final Keep keep;

  Topic(Spread spread, Keep keep) {
    this.spread = spread;
    this.keep = keep;
  }

  /** What this topic has one partition for. */
  public Spread spread() {
    return spread;
  }

  /** How long this topic's records are kept. */
  public Keep keep() {
    return keep;
  }

  /** The name's last part, after the prefix and a dot. */
  public String suffix() {
    return name().toLowerCase(Locale.ROOT);
  }
}
