package io.stretto.cli.verify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stretto.cli.console.Json;
import io.stretto.protocol.Digest;
import java.util.Optional;

/**
 * What a verification found.
 *
 * @param height the last block compared; -1 where there is none
 * @param transactionsChecked how many transactions were executed and compared
 * @param receiptsMissing how many receipts retention has deleted, so that only digests vouch
 * @param recordsSkipped how many records of blocks, commits and receipts are none that this release
 *     knows, and were passed over as the roles do
 * @param state what was compared of the state
 * @param stateDigest the digest after the last block, by the oracle
 * @param firstDifference where ledger and oracle part; empty where they agree
 */
public record Verdict(
    long height,
    long transactionsChecked,
    long receiptsMissing,
    long recordsSkipped,
    StateCheck state,
    Digest stateDigest,
    Optional<String> firstDifference) {

  /** Whether nothing differs of what was compared. */
  public boolean isEqual() {
    return firstDifference.isEmpty();
  }

  /** The same after a comparison of the state. */
  Verdict withState(StateCheck newState, Optional<String> difference) {
    return new Verdict(
        height,
        transactionsChecked,
        receiptsMissing,
        recordsSkipped,
        newState,
        stateDigest,
        firstDifference.or(() -> difference));
  }

  /** The verdict as JSON. */
  public ObjectNode toJson() {
    ObjectNode json = Json.object();
    json.put("equal", isEqual());
    json.put("transactionsChecked", transactionsChecked);
    json.put("height", height);
    json.put("receiptsMissing", receiptsMissing);
    json.put("recordsSkipped", recordsSkipped);
    json.put("stateCompared", state.isCompared());
    json.put("stateNotComparedBecause", state.omission().orElse(null));
    json.put("keysChecked", state.keysChecked());
    json.put("stateDigest", stateDigest.toHex());
    json.put("firstDifference", firstDifference.orElse(null));
    return json;
  }
}
