package io.stretto.schemas;

import io.stretto.protocol.StateEntry;
import java.util.List;

/**
 * The answer to a {@link StateReadRequest}.
 *
 * @param requestId the number that the request carries
 * @param status whether the values could be read
 * @param owner with {@link StateReadStatus#NOT_OWNER}, {@code host:port} of the owner where it is
 *     known; else empty
 * @param height the height of the committed block that the values are of; -1 where there is none
 * @param values the values in the order of the keys asked for, {@code null} where a key has none;
 *     empty unless the status is {@link StateReadStatus#OK}; not to be changed
 * @param entries the entries of the range asked for, by ascending key; not to be changed
 * @param isCut whether the range may have more entries than were asked for and fit here
 */
public record StateReadResponse(
    long requestId,
    StateReadStatus status,
    String owner,
    long height,
    List<byte[]> values,
    List<StateEntry> entries,
    boolean isCut) {

  /** A response without entries of a range. */
  public StateReadResponse(
      long requestId, StateReadStatus status, String owner, long height, List<byte[]> values) {
    this(requestId, status, owner, height, values, List.of(), false);
  }
}
