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
 * @param keysChecked how many entries of the state were asked for and compared
 * @param stateDigest the digest after the last block, by the oracle
 * @param firstDifference where ledger and oracle part; empty where they agree
 */
public record Verdict(
    long height,
    long transactionsChecked,
    long receiptsMissing,
    long keysChecked,
    Digest stateDigest,
    Optional<String> firstDifference) {

  /** Whether nothing differs. */
  public boolean isEqual() {
    return firstDifference.isEmpty();
  }

  /** The same after a comparison of the state. */
  public Verdict withState(long newKeysChecked, Optional<String> difference) {
    return new Verdict(
        height,
        transactionsChecked,
        receiptsMissing,
        newKeysChecked,
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
    json.put("keysChecked", keysChecked);
    json.put("stateDigest", stateDigest.toHex());
    json.put("firstDifference", firstDifference.orElse(null));
    return json;
  }
}
