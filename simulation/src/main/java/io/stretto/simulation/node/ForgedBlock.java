package io.stretto.simulation.node;

import io.stretto.protocol.Block;
import io.stretto.protocol.ChainTip;
import io.stretto.protocol.Genesis;
import io.stretto.protocol.OrderPolicy;
import io.stretto.simulation.engine.Dice;

/**
 * Block records that fit the tip in all but one thing, so that a reader who does not look at that
 * one takes them: transactions outside of the run, once more, twice, or in the genesis block.
 */
final class ForgedBlock {

  private static final Genesis OTHER_PARAMETERS = new Genesis(3, 1);

  private ForgedBlock() {}

  /** A record after a tip that every reader must pass over. */
  static Block after(int ledger, ChainTip tip, long nowMillis, Dice dice) {
    boolean isFirst = tip.height() < 0;
    boolean isReborn = !isFirst && dice.chance(200);
    int[] offsets =
        switch (dice.below(3)) {
          case 0 -> new int[] {-1 - dice.below(3)};
          case 1 -> new int[] {0, 0};
          default -> new int[] {2 + dice.below(3)};
        };
    return new Block(
        ledger,
        tip.height() + 1,
        tip.digest(),
        tip.nextOffset(),
        tip.nextOffset() + 2,
        tip.nextOrdinal(),
        Math.max(nowMillis, tip.timeMillis()),
        OrderPolicy.ARRIVAL,
        isFirst || isReborn ? OTHER_PARAMETERS : null,
        isReborn ? new int[] {0} : offsets,
        new int[isReborn ? 1 : offsets.length]);
  }
}
