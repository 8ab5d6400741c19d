package io.stretto.chaos.history;

import io.stretto.protocol.Receipt;
import java.util.List;
import java.util.Set;

/**
 * One transaction as the client saw it that submitted it. All times are nanoseconds of one clock.
 *
 * @param id the transaction's id
 * @param session the session that it was submitted in; empty for none that reads
 * @param submittedNanos a time before the first record of it was sent
 * @param acknowledgedOffsets the offsets that the brokers acknowledged it at: none where they have
 *     not, several where it was submitted again
 * @param told the receipts that the client got, in the order in which they came: none, or one for
 *     each time that it was submitted
 */
public record Submission(
    String id,
    String session,
    long submittedNanos,
    Set<Long> acknowledgedOffsets,
    List<Told> told) {

  /** Copies the offsets and the receipts. */
  public Submission {
    acknowledgedOffsets = Set.copyOf(acknowledgedOffsets);
    told = List.copyOf(told);
  }

  /**
   * A receipt that came.
   *
   * @param receipt the receipt
   * @param nanos a time after it came
   */
  public record Told(Receipt receipt, long nanos) {}
}
