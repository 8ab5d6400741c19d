package io.stretto.contracts;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;

/** Numbers at the edges. */
final class Powers {

  static final BigInteger TWO_TO_256 = BigInteger.TWO.pow(256);
  static final BigInteger MAX_256 = TWO_TO_256.subtract(BigInteger.ONE);
  static final BigInteger TWO_TO_128 = BigInteger.TWO.pow(128);
  static final BigInteger MAX_128 = TWO_TO_128.subtract(BigInteger.ONE);

  private Powers() {}

  /** Big-endian bytes without leading zeros; none for zero. */
  static byte[] minimalBytes(BigInteger value) {
    byte[] bytes = value.toByteArray();
    return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }

  /** A number of at most this many bits, all lengths being equally likely. */
  static BigInteger anyLength(Random random, int maxBits) {
    return new BigInteger(random.nextInt(maxBits + 1), random);
  }
}
