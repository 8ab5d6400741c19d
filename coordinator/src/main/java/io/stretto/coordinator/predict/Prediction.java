package io.stretto.coordinator.predict;

import io.stretto.protocol.AccessEntry;
import java.util.List;

/**
 * What is expected of one transaction.
 *
 * @param keys the keys that it will touch
 * @param gas the gas that it will use
 */
public record Prediction(List<AccessEntry> keys, long gas) {

  /** Of a record that is no transaction. */
  public static final Prediction NOTHING = new Prediction(List.of(), 0);
}
