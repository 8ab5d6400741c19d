package io.stretto.wasm.host;

import io.stretto.protocol.Digest;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECCurve;
import org.bouncycastle.math.ec.ECPoint;

/**
 * ECDSA as NEAR's runtime has it: recovery of the public key on secp256k1, verification on P-256.
 * Signatures are r and s, 32 bytes each, the highest first.
 */
final class Ecdsa {

  static final int SIGNATURE_BYTES = 64;
  static final int HASH_BYTES = 32;
  static final int COMPRESSED_KEY_BYTES = 33;

  private static final X9ECParameters SECP256K1 = CustomNamedCurves.getByName("secp256k1");
  private static final X9ECParameters P256 = CustomNamedCurves.getByName("secp256r1");

  private Ecdsa() {}

  /**
   * Finds the public key on secp256k1 whose signature this is.
   *
   * @param recovery 0 to 3: whether R's y is odd, and 2 more where R's x is r + the group's order
   * @param lowOnly whether an s above half of the order is refused
   * @return x and y, 32 bytes each; null where there is no such key
   */
  static byte[] recover(byte[] hash, byte[] signature, int recovery, boolean lowOnly) {
    BigInteger n = SECP256K1.getN();
    BigInteger r = number(signature, 0);
    BigInteger s = number(signature, HASH_BYTES);
    BigInteger end = lowOnly ? n.shiftRight(1).add(BigInteger.ONE) : n;
    if (r.signum() == 0 || s.signum() == 0 || r.compareTo(n) >= 0 || s.compareTo(end) >= 0) {
      return null;
    }
    BigInteger x = recovery >= 2 ? r.add(n) : r;
    if (x.compareTo(SECP256K1.getCurve().getField().getCharacteristic()) >= 0) {
      return null;
    }
    byte[] encoded = new byte[COMPRESSED_KEY_BYTES];
    encoded[0] = (byte) (2 + (recovery & 1));
    copyTo(x, encoded, 1);
    ECPoint point = decode(SECP256K1.getCurve(), encoded);
    if (point == null) {
      return null;
    }
    BigInteger inverse = r.modInverse(n);
    BigInteger hashFactor = number(hash, 0).negate().multiply(inverse).mod(n);
    BigInteger pointFactor = s.multiply(inverse).mod(n);
    ECPoint key = ECAlgorithms.sumOfTwoMultiplies(SECP256K1.getG(), hashFactor, point, pointFactor);
    return key.isInfinity() ? null : Arrays.copyOfRange(key.normalize().getEncoded(false), 1, 65);
  }

  /** Whether a signature on P-256 holds for a message, hashed by SHA-256, and a compressed key. */
  static boolean verifiesP256(byte[] signature, byte[] message, byte[] publicKey) {
    BigInteger n = P256.getN();
    BigInteger r = number(signature, 0);
    BigInteger s = number(signature, HASH_BYTES);
    if (r.signum() == 0 || s.signum() == 0 || r.compareTo(n) >= 0 || s.compareTo(n) >= 0) {
      return false;
    }
    ECPoint key = decode(P256.getCurve(), publicKey);
    if (key == null) {
      return false;
    }
    BigInteger inverse = s.modInverse(n);
    BigInteger hash = number(Digest.sha256(message).toBytes(), 0);
    ECPoint point =
        ECAlgorithms.sumOfTwoMultiplies(
            P256.getG(), hash.multiply(inverse).mod(n), key, r.multiply(inverse).mod(n));
    return !point.isInfinity()
        && point.normalize().getAffineXCoord().toBigInteger().mod(n).equals(r);
  }

  /** The point that 33 bytes stand for; null where there is none. */
  private static ECPoint decode(ECCurve curve, byte[] compressed) {
    if (compressed[0] != 2 && compressed[0] != 3) {
      return null;
    }
    try {
      return curve.decodePoint(compressed);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static BigInteger number(byte[] bytes, int offset) {
    return new BigInteger(1, Arrays.copyOfRange(bytes, offset, offset + HASH_BYTES));
  }

  private static void copyTo(BigInteger number, byte[] target, int offset) {
    byte[] bytes = number.toByteArray();
    int skipped = Math.max(0, bytes.length - HASH_BYTES);
    int length = bytes.length - skipped;
    System.arraycopy(bytes, skipped, target, offset + HASH_BYTES - length, length);
  }
}
