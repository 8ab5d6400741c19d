package io.stretto.chaos.history;

import io.stretto.protocol.Receipt;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What really happened, by the serial oracle.
 *
 * @param receipts every receipt, in canonical order
 * @param lastHeight the last committed block; -1 for none
 * @param truths for each question, the answer after each block at which it was asked
 */
public record CanonicalLedger(
    List<Receipt> receipts, long lastHeight, Map<Question, Map<Long, String>> truths) {

  /** Copies the receipts. */
  public CanonicalLedger {
    receipts = List.copyOf(receipts);
  }

  /** The right answer to a question after a block; nothing where there is no such block. */
  Optional<String> truth(Question question, long height) {
    return Optional.ofNullable(truths.getOrDefault(question, Map.of()).get(height));
  }
}
