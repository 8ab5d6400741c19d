package io.stretto.statestore.commit;

import io.stretto.protocol.Block;
import io.stretto.protocol.Position;
import io.stretto.protocol.Result;
import io.stretto.protocol.ResultBatch;

/** A block that waits for results: soft state, rebuilt after a restart. */
final class OpenBlock {

  final Block block;
  final long blockOffset;
  final Slot[] slots;
  int executions;
  int conflicts;
  int reexecutions;
  int predicted;

  /** Opens a block that is spread over so many lanes; what it says of lanes is a hint. */
  OpenBlock(Block block, long blockOffset, int lanes, long nowMillis) {
    this.block = block;
    this.blockOffset = blockOffset;
    this.slots = new Slot[block.transactionCount()];
    for (int index = 0; index < slots.length; index++) {
      slots[index] = new Slot(Math.floorMod(block.lane(index), lanes), nowMillis);
    }
  }

  /** Takes the results of a batch for positions from {@code firstIndex} on. */
  void take(ResultBatch batch, int firstIndex) {
    for (Result result : batch.results()) {
      executions++;
      boolean isOpen = result.index() >= firstIndex && result.index() < slots.length;
      if (isOpen) {
        slots[result.index()].offer(result);
      }
    }
  }

  Position position(int index) {
    return new Position(block.height(), index);
  }
}
