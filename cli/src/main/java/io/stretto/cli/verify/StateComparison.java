package io.stretto.cli.verify;

import io.stretto.client.StateQueries;
import io.stretto.client.StateQueries.StateValue;
import io.stretto.protocol.StateKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Asks the state store for a sample of the entries that the oracle has. */
public final class StateComparison {

  private final StateQueries queries;
  private final long height;
  private long checked;

  /** A comparison with what the state was after a block. */
  public StateComparison(StateQueries queries, long height) {
    this.queries = queries;
    this.height = height;
  }

  /** How many entries were compared. */
  public long checked() {
    return checked;
  }

  /**
   * Compares at most so many entries, spread evenly over the state, and returns the first
   * difference. Answers from a later block than the oracle's are left out.
   */
  public Optional<String> compare(SortedMap<StateKey, byte[]> state, int limit) {
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
