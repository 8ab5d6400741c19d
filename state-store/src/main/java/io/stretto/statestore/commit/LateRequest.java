package io.stretto.statestore.commit;

import io.stretto.protocol.BlockContext;
import io.stretto.protocol.ReexecutionRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What follows from a result that does not come: a walk over the open positions, from the head on,
 * in canonical order. Whatever else of the silent lane is late is asked of another lane in the same
 * request, so that a lost worker costs one wait, not one a transaction.
 */
final class LateRequest {

  private LateRequest() {}

  /**
   * Asks another lane.
   *
   * @param open the open blocks; the result at the head is late
   * @param nextIndex the index of the head in the oldest open block
   * @param lanes tells what is late, and which lane to ask
   * @param limitPositions how many positions to ask for at most
   * @param nowMillis the time
   */
  static ReexecutionRequest of(
      OpenBlocks open, int nextIndex, LateLanes lanes, int limitPositions, long nowMillis) {
    Slot late = open.head().slots[nextIndex];
    Map<Long, BlockContext> blocks = new LinkedHashMap<>();
    List<ReexecutionRequest.Entry> entries = new ArrayList<>();
    int index = nextIndex;
    for (OpenBlock block : open) {
      for (; index < block.slots.length; index++) {
        Slot slot = block.slots[index];
        boolean isLateToo =
            slot.result == null && slot.lane == late.lane && lanes.isLate(slot, nowMillis);
        if (isLateToo && entries.size() < limitPositions) {
          blocks.put(block.block.height(), block.block.context());
          entries.add(
              new ReexecutionRequest.Entry(
                  block.position(index), block.block.offset(index), slot.incarnation));
        }
      }
      index = 0;
    }
    return new ReexecutionRequest(
        open.head().block.ledger(),
        lanes.substitute(late.lane, late.lateRequests),
        ReexecutionRequest.Reason.LATE,
        List.copyOf(blocks.values()),
        entries,
        entries.get(0).position(),
        List.of());
  }
}
