package io.stretto.coordinator;

import io.stretto.protocol.Genesis;
import io.stretto.protocol.OrderPolicy;

/**
 * What a coordinator may be tuned by. Only the order policy takes part in outcomes, and it is
 * recorded in every block; the genesis parameters count when a ledger is born, and never again.
 *
 * @param lanes how many lanes there are, at least 1
 * @param orderPolicy how the transactions of a block are put in order
 * @param genesis the parameters of a ledger that is born under this coordinator
 * @param blockTransactions how many transactions a block holds at most
 * @param blockBytes how many bytes of records a block holds at most, unless one alone is larger
 * @param blockGas how much expected gas a block holds at most, unless one alone is dearer
 * @param blockDelayMillis how long a record waits at most for others to join its block while blocks
 *     are in flight; with none in flight it does not wait
 * @param inFlightTransactions how many transactions may be in uncommitted blocks
 * @param inFlightBlocks how many blocks may be uncommitted
 * @param inFlightPartialBlocks how many blocks may be uncommitted, the new one included, when one
 *     that is not full is cut
 * @param keyLimit how many keys placement remembers
 * @param affinitySlackGas by how much gas a lane may be ahead before affinity gives way
 * @param laneGas for how much expected gas a block takes one more lane
 * @param firstGas what a call of a function is expected to use until one was seen to end
 */
public record CoordinatorSettings(
    int lanes,
    OrderPolicy orderPolicy,
    Genesis genesis,
    int blockTransactions,
    int blockBytes,
    long blockGas,
    long blockDelayMillis,
    int inFlightTransactions,
    int inFlightBlocks,
    int inFlightPartialBlocks,
    int keyLimit,
    long affinitySlackGas,
    long laneGas,
    long firstGas) {

  /** The defaults for a number of lanes. */
  public static CoordinatorSettings defaults(int lanes) {
    return new CoordinatorSettings(
        lanes,
        OrderPolicy.ARRIVAL,
        new Genesis(262_144, 1),
        1_000,
        1 << 20,
        20_000_000_000L,
        2,
        8_000,
        8,
        2,
        1 << 19,
        2_000_000,
        2_000_000,
        50_000);
  }
}
