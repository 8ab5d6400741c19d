package io.stretto.protocol;

/**
 * The parameters that a ledger was born with and keeps: they take part in deciding outcomes, so
 * they stand in its first block and not in anybody's configuration.
 *
 * @param dedupWindowPositions within how many positions a repeated id is a duplicate; 0 means never
 * @param gasScheduleVersion the version of the gas schedule that meters its contracts
 */
public record Genesis(int dedupWindowPositions, int gasScheduleVersion) {}
