package io.stretto.protocol;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/**
 * One change of the state: a key gets a value, loses the one it had, or its number is added to.
 *
 * <p>An addition names no value: what it gives is found out where its position is settled, so that
 * additions of several transactions do not conflict. What a block changes in the end, in its delta
 * and in digests, is values alone.
 *
 * @param key the key written
 * @param value the new value, not copied and not to be changed; {@code null} deletes the entry,
 *     unless this is an addition
 * @param amount what is added to the key's number; {@code null} unless this is an addition
 */
public record Write(StateKey key, byte[] value, Int128 amount) {

  /** Checks that a value and an amount do not stand side by side. */
  public Write {
    if (value != null && amount != null) {
      throw new IllegalArgumentException("both a value and an amount for " + key);
    }
  }

  /** A change to a value; {@code null} deletes the entry. */
  public Write(StateKey key, byte[] value) {
    this(key, value, null);
  }

  /** An addition to a key's number. */
  public static Write addition(StateKey key, Int128 amount) {
    return new Write(key, null, amount);
  }

  /** Whether this adds to what is there. */
  public boolean isAddition() {
    return amount != null;
  }

  /** Whether this removes the entry. */
  public boolean isDelete() {
    return value == null && amount == null;
  }

  /**
   * The same change as a value, given what is there.
   *
   * @param before the value just before, {@code null} where absent
   * @throws IllegalArgumentException when that is no number
   * @throws ArithmeticException when the sum has more than 128 bits; a valid result's never has
   */
  public Write resolve(byte[] before) {
    return isAddition() ? new Write(key, Int128.ofValue(before).add(amount).encode()) : this;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Write write
        && key.equals(write.key)
        && Arrays.equals(value, write.value)
        && Objects.equals(amount, write.amount);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * key.hashCode() + Arrays.hashCode(value)) + Objects.hashCode(amount);
  }

  @Override
  public String toString() {
    if (isAddition()) {
      return key + "+=" + amount;
    }
    return key + "=" + (value == null ? "deleted" : HexFormat.of().formatHex(value));
  }
}
