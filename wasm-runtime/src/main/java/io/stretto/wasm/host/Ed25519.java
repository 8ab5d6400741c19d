package io.stretto.wasm.host;

import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.math.ec.rfc7748.X25519Field;

/**
 * Verifies Ed25519 signatures as NEAR's runtime does: R' = S·B - k·A, encoded, must be the R of the
 * signature byte by byte. Libraries differ on keys and points of small order and on encodings that
 * are not canonical; whether such a signature holds decides outcomes, so it is decided here. S must
 * be below the group's order; a key's y may be at or above the field's prime, and small.
 */
final class Ed25519 {

  static final int SIGNATURE_BYTES = 64;
  static final int PUBLIC_KEY_BYTES = 32;

  private static final BigInteger ORDER =
      BigInteger.ONE.shiftLeft(252).add(new BigInteger("27742317777372353535851937790883648493"));
  private static final int WINDOW_BITS = 4;
  private static final int NIBBLES = 64;
  private static final int[] D = quotient(-121_665, 121_666);
  private static final int[] TWO_D = sum(D, D);
  private static final Point[] BASE_MULTIPLES = multiples(base());

  private Ed25519() {}

  /** Whether a signature of 64 bytes holds for a message and a public key of 32 bytes. */
  static boolean verifies(byte[] signature, byte[] message, byte[] publicKey) {
    byte[] s = Arrays.copyOfRange(signature, PUBLIC_KEY_BYTES, SIGNATURE_BYTES);
    if (littleEndian(s).compareTo(ORDER) >= 0) {
      return false;
    }
    Point key = decode(publicKey);
    if (key == null) {
      return false;
    }
    byte[] k = challenge(signature, message, publicKey);
    byte[] found = encode(sumOfMultiples(s, multiples(key.negated()), k));
    return Arrays.equals(found, Arrays.copyOf(signature, PUBLIC_KEY_BYTES));
  }

  /** SHA-512 of R, key and message, reduced by the order; 32 bytes, the lowest first. */
  private static byte[] challenge(byte[] signature, byte[] message, byte[] publicKey) {
    SHA512Digest digest = new SHA512Digest();
    digest.update(signature, 0, PUBLIC_KEY_BYTES);
    digest.update(publicKey, 0, publicKey.length);
    digest.update(message, 0, message.length);
    byte[] hash = new byte[digest.getDigestSize()];
    digest.doFinal(hash, 0);
    byte[] reduced = reversed(littleEndian(hash).mod(ORDER).toByteArray());
    return Arrays.copyOf(reduced, PUBLIC_KEY_BYTES);
  }

  private static BigInteger littleEndian(byte[] bytes) {
    return new BigInteger(1, reversed(bytes));
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] result = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      result[i] = bytes[bytes.length - 1 - i];
    }
    return result;
  }

  /** first·B + second·P, where the multiples of P are given; scalars have the lowest byte first. */
  private static Point sumOfMultiples(byte[] first, Point[] multiples, byte[] second) {
    Point result = Point.neutral();
    for (int i = NIBBLES - 1; i >= 0; i--) {
      for (int bit = 0; bit < WINDOW_BITS; bit++) {
        result = result.doubled();
      }
      result = result.plus(BASE_MULTIPLES[nibble(first, i)]);
      result = result.plus(multiples[nibble(second, i)]);
    }
    return result;
  }

  private static int nibble(byte[] scalar, int index) {
    return scalar[index / 2] >> (index % 2 * WINDOW_BITS) & 0xf;
  }

  /** The multiples of a point from 0 to 15. */
  private static Point[] multiples(Point point) {
    Point[] multiples = new Point[1 << WINDOW_BITS];
    multiples[0] = Point.neutral();
    for (int i = 1; i < multiples.length; i++) {
      multiples[i] = multiples[i - 1].plus(point);
    }
    return multiples;
  }

  /** The point whose y and sign of x are given; null where there is none. */
  private static Point decode(byte[] encoded) {
    int[] y = X25519Field.create();
    byte[] withoutSign = encoded.clone();
    withoutSign[PUBLIC_KEY_BYTES - 1] &= 0x7f;
    X25519Field.decode255(withoutSign, y);
    return onCurve(y, (encoded[PUBLIC_KEY_BYTES - 1] & 0x80) >> 7);
  }

  /** The point with this y whose x has this lowest bit; x² = (y² - 1) / (d·y² + 1). */
  private static Point onCurve(int[] y, int sign) {
    int[] one = X25519Field.create();
    X25519Field.one(one);
    int[] square = product(y, y);
    int[] x = X25519Field.create();
    if (!X25519Field.sqrtRatioVar(difference(square, one), sum(product(D, square), one), x)) {
      return null;
    }
    X25519Field.normalize(x);
    if ((x[0] & 1) != sign) {
      x = difference(X25519Field.create(), x);
    }
    return new Point(x, y, one, product(x, y));
  }

  private static Point base() {
    return onCurve(quotient(4, 5), 0);
  }

  private static byte[] encode(Point point) {
    int[] inverse = X25519Field.create();
    X25519Field.invVar(point.z, inverse);
    int[] x = product(point.x, inverse);
    int[] y = product(point.y, inverse);
    X25519Field.normalize(x);
    X25519Field.normalize(y);
    byte[] encoded = new byte[PUBLIC_KEY_BYTES];
    X25519Field.encode(y, encoded);
    encoded[PUBLIC_KEY_BYTES - 1] |= (byte) ((x[0] & 1) << 7);
    return encoded;
  }

  private static int[] quotient(int dividend, int divisor) {
    int[] one = X25519Field.create();
    X25519Field.one(one);
    int[] result = X25519Field.create();
    X25519Field.mul(one, divisor, result);
    X25519Field.invVar(result, result);
    X25519Field.mul(result, Math.abs(dividend), result);
    return dividend < 0 ? difference(X25519Field.create(), result) : result;
  }

  private static int[] product(int[] first, int[] second) {
    int[] result = X25519Field.create();
    X25519Field.mul(first, second, result);
    return result;
  }

  private static int[] sum(int[] first, int[] second) {
    int[] result = X25519Field.create();
    X25519Field.add(first, second, result);
    X25519Field.carry(result);
    return result;
  }

  private static int[] difference(int[] first, int[] second) {
    int[] result = X25519Field.create();
    X25519Field.sub(first, second, result);
    X25519Field.carry(result);
    return result;
  }

  /** A point in extended coordinates: x = X/Z, y = Y/Z, x·y = T/Z. Never changed. */
  private static final class Point {

    private final int[] x;
    private final int[] y;
    private final int[] z;
    private final int[] t;

    Point(int[] x, int[] y, int[] z, int[] t) {
      this.x = x;
      this.y = y;
      this.z = z;
      this.t = t;
    }

    static Point neutral() {
      int[] one = X25519Field.create();
      X25519Field.one(one);
      return new Point(X25519Field.create(), one, one, X25519Field.create());
    }

    Point negated() {
      int[] zero = X25519Field.create();
      return new Point(difference(zero, x), y, z, difference(zero, t));
    }

    /** The formula has no exceptions on this curve. */
    Point plus(Point other) {
      int[] a = product(difference(y, x), difference(other.y, other.x));
      int[] b = product(sum(y, x), sum(other.y, other.x));
      int[] c = product(product(t, TWO_D), other.t);
      int[] d = product(sum(z, z), other.z);
      return of(difference(b, a), difference(d, c), sum(d, c), sum(b, a));
    }

    Point doubled() {
      int[] a = product(x, x);
      int[] b = product(y, y);
      int[] zz = product(z, z);
      int[] h = sum(a, b);
      int[] xy = sum(x, y);
      int[] g = difference(a, b);
      return of(difference(h, product(xy, xy)), sum(sum(zz, zz), g), g, h);
    }

    private static Point of(int[] e, int[] f, int[] g, int[] h) {
      return new Point(product(e, f), product(g, h), product(f, g), product(e, h));
    }
  }
}
