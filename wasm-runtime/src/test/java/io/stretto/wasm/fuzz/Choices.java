package io.stretto.wasm.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A source of decisions: bytes that follow from a seed, or the bytes of an input. It remembers what
 * it gave, so whatever was built from a seed can be built again from bytes, and made smaller. An
 * input that is used up gives zeros, and zero is always the simplest choice. Not safe for use by
 * several threads.
 */
public final class Choices {

  private final SplittableRandom random;
  private final byte[] input;
  private final ByteArrayOutputStream taken = new ByteArrayOutputStream();

  private Choices(SplittableRandom random, byte[] input) {
    this.random = random;
    this.input = input;
  }

  /** Decisions that follow from a seed, without end. */
  public static Choices ofSeed(long seed) {
    return new Choices(new SplittableRandom(seed), new byte[0]);
  }

  /** Decisions that follow from bytes, and zeros after them. */
  public static Choices ofBytes(byte[] input) {
    return new Choices(null, input.clone());
  }

  /** The bytes that were given so far. */
  public byte[] taken() {
    return taken.toByteArray();
  }

  /** One byte, from 0 to 255. */
  public int nextByte() {
    int position = taken.size();
    int value = 0;
    if (random != null) {
      value = random.nextInt(256);
    } else if (position < input.length) {
      value = input[position] & 0xff;
    }
    taken.write(value);
    return value;
  }

  /** A number from 0 on and below a bound. */
  public int below(int bound) {
    if (bound <= 1) {
      return 0;
    }
    long value = nextByte();
    for (long reach = 256; reach < bound; reach <<= 8) {
      value = value << 8 | nextByte();
    }
    return (int) (value % bound);
  }

  /** A number between two, both included. */
  public int between(int low, int high) {
    return low + below(high - low + 1);
  }

  /** Whether something that happens once in so many times, 2 or more, happens now. */
  public boolean oneIn(int times) {
    return below(times) == times - 1;
  }

  /** 64 bits. */
  public long bits() {
    long value = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      value = value << 8 | nextByte();
    }
    return value;
  }

  /** Some bytes. */
  public byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) nextByte();
    }
    return bytes;
  }

  /** One of several. */
  public <T> T pick(List<T> values) {
    return values.get(below(values.size()));
  }

  /** One of several. */
  public long pick(long... values) {
    return values[below(values.length)];
  }
}
