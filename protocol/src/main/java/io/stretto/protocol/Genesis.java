package io.stretto.protocol;

import java.nio.ByteBuffer;

/**
 * The parameters that a ledger was born with and keeps: they take part in deciding outcomes, so
 * they stand in its first block and not in anybody's configuration. Committing that block writes
 * them to the state, under {@link StateKey#genesis}.
 *
 * @param dedupWindowPositions within how many positions a repeated id is a duplicate; 0 means never
 * @param gasScheduleVersion the version of the gas schedule that meters its contracts
 */
public record Genesis(int dedupWindowPositions, int gasScheduleVersion) {

  private static final int FORMAT = 1;

  /** Whether they can be a ledger's: a window of at least 0, and schedules are counted from 1. */
  boolean isInRange() {
    return dedupWindowPositions >= 0 && gasScheduleVersion >= 1;
  }

  /** What the genesis block writes: the parameters, 9 bytes, under {@link StateKey#genesis}. */
  public Write write() {
    byte[] value =
        ByteBuffer.allocate(1 + 2 * Integer.BYTES)
            .put((byte) FORMAT)
            .putInt(dedupWindowPositions)
            .putInt(gasScheduleVersion)
            .array();
    return new Write(StateKey.genesis(), value);
  }

  /**
   * Reads the parameters that stand in the state.
   *
   * @throws IllegalArgumentException when the format is not one that this release knows
   */
  public static Genesis decode(byte[] value) {
    ByteBuffer buffer = ByteBuffer.wrap(value);
    if (value.length != 1 + 2 * Integer.BYTES || buffer.get() != FORMAT) {
      throw new IllegalArgumentException("unknown format of the ledger's parameters");
    }
    return new Genesis(buffer.getInt(), buffer.getInt());
  }
}
