package io.stretto.protocol.port;

/** The transactions topic, read by offset: the truth that is left when all memory is gone. */
public interface TransactionLog {

  /**
   * Returns the value of one record; waits until it can be read.
   *
   * @param ledger the ledger
   * @param offset the record's offset
   * @return the value, {@code null} for a record without one; not to be changed
   */
  byte[] payload(int ledger, long offset);
}
