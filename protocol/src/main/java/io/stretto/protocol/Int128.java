package io.stretto.protocol;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A signed integer of 128 bits: the number that an entry of the state holds when it is added to.
 * Immutable.
 *
 * @param high the upper 64 bits, which carry the sign
 * @param low the lower 64 bits, without a sign
 */
public record Int128(long high, long low) implements Comparable<Int128> {

  /** The length of the encoded form, in bytes. */
  public static final int LENGTH_BYTES = 2 * Long.BYTES;

  /** Zero, which is also the number of an absent entry. */
  public static final Int128 ZERO = new Int128(0, 0);

  /** The least number. */
  public static final Int128 MINIMUM = new Int128(Long.MIN_VALUE, 0);

  /** The greatest number. */
  public static final Int128 MAXIMUM = new Int128(Long.MAX_VALUE, -1);

  /** The number with the value of a {@code long}. */
  public static Int128 of(long value) {
    return new Int128(value >> 63, value);
  }

  /**
   * The number with the value of a {@code BigInteger}.
   *
   * @throws ArithmeticException when it has more than 128 bits
   */
  public static Int128 of(BigInteger value) {
    if (value.bitLength() > 127) {
      throw new ArithmeticException(value + " has more than 128 bits");
    }
    return new Int128(value.shiftRight(Long.SIZE).longValue(), value.longValue());
  }

  /** The number in 16 bytes of an array, the lowest first, in two's complement. */
  public static Int128 decode(byte[] bytes, int offset) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    long low = buffer.getLong();
    return new Int128(buffer.getLong(), low);
  }

  /** Whether a value of the state, {@code null} where absent, is a number: 16 bytes, or nothing. */
  public static boolean isNumber(byte[] value) {
    return value == null || value.length == LENGTH_BYTES;
  }

  /**
   * The number that a value of the state stands for; an absent one stands for zero.
   *
   * @throws IllegalArgumentException when the value is no {@linkplain #isNumber number}
   */
  public static Int128 ofValue(byte[] value) {
    if (!isNumber(value)) {
      throw new IllegalArgumentException("a value of " + value.length + " bytes is no number");
    }
    return value == null ? ZERO : decode(value, 0);
  }

  /** The number in 16 bytes, the lowest first, in two's complement. */
  public byte[] encode() {
    return ByteBuffer.allocate(LENGTH_BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(low)
        .putLong(high)
        .array();
  }

  /** Whether the sum with another number is a number too. */
  public boolean canAdd(Int128 other) {
    long sumHigh = wrappedSum(other).high;
    return ((high ^ sumHigh) & (other.high ^ sumHigh)) >= 0;
  }

  /**
   * The sum with another number.
   *
   * @throws ArithmeticException when it has more than 128 bits
   */
  public Int128 add(Int128 other) {
    if (!canAdd(other)) {
      throw new ArithmeticException(this + " + " + other + " has more than 128 bits");
    }
    return wrappedSum(other);
  }

  /** The difference to another number, or the nearest number where it has more than 128 bits. */
  public Int128 subtractClamped(Int128 other) {
    long differenceLow = low - other.low;
    long borrow = Long.compareUnsigned(low, other.low) < 0 ? 1 : 0;
    long differenceHigh = high - other.high - borrow;
    boolean isOverflow = ((high ^ other.high) & (high ^ differenceHigh)) < 0;
    if (isOverflow) {
      return high < 0 ? MINIMUM : MAXIMUM;
    }
    return new Int128(differenceHigh, differenceLow);
  }

  /** The number with the other sign; the least number has none, and stays as it is. */
  public Int128 negated() {
    return new Int128(~high + (low == 0 ? 1 : 0), -low);
  }

  /** Whether it is less than zero. */
  public boolean isNegative() {
    return high < 0;
  }

  /** The lesser of two numbers. */
  public Int128 min(Int128 other) {
    return compareTo(other) <= 0 ? this : other;
  }

  /** The greater of two numbers. */
  public Int128 max(Int128 other) {
    return compareTo(other) >= 0 ? this : other;
  }

  @Override
  public int compareTo(Int128 other) {
    int byHigh = Long.compare(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  @Override
  public String toString() {
    byte[] bytes = ByteBuffer.allocate(LENGTH_BYTES).putLong(high).putLong(low).array();
    return new BigInteger(bytes).toString();
  }

  private Int128 wrappedSum(Int128 other) {
    long sumLow = low + other.low;
    long carry = Long.compareUnsigned(sumLow, low) < 0 ? 1 : 0;
    return new Int128(high + other.high + carry, sumLow);
  }
}
