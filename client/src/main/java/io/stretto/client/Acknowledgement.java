package io.stretto.client;

/** What is told, on a thread of the Kafka client, when the brokers have a transaction or not. */
@FunctionalInterface
public interface Acknowledgement {

  /**
   * Takes the brokers' answer; it must return quickly.
   *
   * @param transactionId the transaction's id
   * @param offset its offset in the log; -1 where it failed
   * @param failure why it may not be in the log; {@code null} where it is
   */
  void acknowledged(String transactionId, long offset, StrettoException failure);
}
