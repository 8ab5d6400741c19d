package io.stretto.cli.verify;

import com.fasterxml.jackson.databind.JsonNode;
import io.stretto.client.StateQueries;
import io.stretto.client.StateQueries.StateValue;
import io.stretto.protocol.StateKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Asks the state store for a sample of the entries that the oracle has, all as of the block that
 * the store stood at when this was made. Used by one thread.
 */
final class StateComparison {

  private final StateQueries queries;
  private final long height;
  private final String stateDigest;
  private long checked;

  /** Asks the state store where it stands; throws StrettoException where it does not answer. */
  StateComparison(StateQueries queries) {
    JsonNode status = queries.status();
    this.queries = queries;
    this.height = status.path("height").asLong(-1);
    this.stateDigest = status.path("stateDigest").asText();
  }

  /** The height of the last block that the state store had committed. */
  long height() {
    return height;
  }

  /** How many entries were compared. */
  long checked() {
    return checked;
  }

  /**
   * Compares the digest and at most so many entries, spread evenly over the state, and returns the
   * first difference. Answers from a later block are left out.
   *
   * @param verdict what the oracle says of the log up to {@link #height}
   * @param state the oracle's state there
   */
  Optional<String> compare(Verdict verdict, SortedMap<StateKey, byte[]> state, int limit) {
    if (!verdict.stateDigest().toHex().equals(stateDigest)) {
      return Optional.of(
          "state digest after block "
              + height
              + ": expected "
              + verdict.stateDigest()
              + ", the state store has "
              + stateDigest);
    }
    long step = Math.max(1, state.size() / Math.max(1, limit));
    long index = 0;
    for (Map.Entry<StateKey, byte[]> entry : state.entrySet()) {
      if (index++ % step == 0 && entry.getKey().isStorage()) {
        Optional<String> difference = compare(entry.getKey(), entry.getValue());
        if (difference.isPresent()) {
          return difference;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> compare(StateKey key, byte[] expected) {
    byte[] bytes = key.bytes();
    int keyStart = 2 + bytes[1];
    String contract = new String(bytes, 2, bytes[1], StandardCharsets.US_ASCII);
    Optional<StateValue> found =
        queries.value(contract, Arrays.copyOfRange(bytes, keyStart, bytes.length));
    long answeredHeight =
        found.isPresent() ? found.get().height() : queries.status().path("height").asLong(-1);
    if (answeredHeight != height) {
      return Optional.empty();
    }
    checked++;
    boolean isEqual = found.isPresent() && Arrays.equals(found.get().value(), expected);
    return isEqual
        ? Optional.empty()
        : Optional.of(
            "state at "
                + key
                + ": expected "
                + HexFormat.of().formatHex(expected)
                + ", the state store has "
                + found.map(value -> HexFormat.of().formatHex(value.value())).orElse("nothing"));
  }
}
