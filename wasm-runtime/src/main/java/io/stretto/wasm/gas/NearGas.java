package io.stretto.wasm.gas;

/**
 * NEAR's unit of gas, in which contracts written for NEAR count: a million of it is one unit of
 * ours, so that NEAR's Tgas, about a millisecond, is a million units of ours. Amounts are unsigned
 * 64-bit numbers on NEAR's side, and from 0 on ours.
 */
public final class NearGas {

  /** How many units of NEAR's one unit of ours is. */
  public static final long UNITS_PER_GAS = 1_000_000;

  private NearGas() {}

  /** Converts an amount of ours, from 0; 2^64-1, the largest that NEAR can say, beyond. */
  public static long toNear(long gas) {
    return Long.compareUnsigned(gas, Long.divideUnsigned(-1, UNITS_PER_GAS)) > 0
        ? -1
        : gas * UNITS_PER_GAS;
  }

  /** Converts an unsigned amount of NEAR's, rounded up, so that nothing is had for nothing. */
  public static long fromNear(long nearGas) {
    long whole = Long.divideUnsigned(nearGas, UNITS_PER_GAS);
    return Long.remainderUnsigned(nearGas, UNITS_PER_GAS) == 0 ? whole : whole + 1;
  }
}
