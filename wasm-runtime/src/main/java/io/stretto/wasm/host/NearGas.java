package io.stretto.wasm.host;

/**
 * Gas as the functions of module {@code env} state it: contracts name amounts for NEAR, where
 * 10<sup>12</sup> units are about a millisecond, which are 10<sup>6</sup> units of Stretto's gas.
 */
final class NearGas {

  /** So many units of NEAR's gas are one of Stretto's. */
  static final long UNITS = 1_000_000;

  private NearGas() {}

  /** Stretto's gas, at most 10^12, in NEAR's units. */
  static long toNear(long gas) {
    return gas * UNITS;
  }

  /** NEAR's gas, without a sign, in Stretto's units, rounded up. */
  static long fromNear(long gas) {
    long whole = Long.divideUnsigned(gas, UNITS);
    return Long.remainderUnsigned(gas, UNITS) == 0 ? whole : whole + 1;
  }
}
