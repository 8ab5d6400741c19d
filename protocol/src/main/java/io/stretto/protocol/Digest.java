package io.stretto.protocol;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** A SHA-256 digest: 32 bytes, immutable, ordered by nothing, printed as lower-case hexadecimal. */
public final class Digest {

  /** The length of every digest in bytes. */
  public static final int LENGTH_BYTES = 32;

  /** The digest of nothing: 32 zero bytes, the parent of a ledger's genesis block. */
  public static final Digest ZERO = new Digest(new byte[LENGTH_BYTES]);

  private final byte[] bytes;

  private Digest(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Takes the given 32 bytes as a digest, without copying them: the caller gives the array away.
   *
   * @throws IllegalArgumentException when the array does not have 32 bytes
   */
  public static Digest ofBytes(byte[] bytes) {
    if (bytes.length != LENGTH_BYTES) {
      throw new IllegalArgumentException("a digest has 32 bytes, not " + bytes.length);
    }
    return new Digest(bytes);
  }

  /** Computes the SHA-256 digest of the given bytes. */
  public static Digest sha256(byte[] data) {
    return new Digest(messageDigest().digest(data));
  }

  /** Computes the SHA-256 digest of a part of an array. */
  public static Digest sha256(byte[] data, int offset, int length) {
    MessageDigest messageDigest = messageDigest();
    messageDigest.update(data, offset, length);
    return new Digest(messageDigest.digest());
  }

  /** Parses 64 hexadecimal digits. */
  public static Digest ofHex(String hex) {
    return ofBytes(HexFormat.of().parseHex(hex));
  }

  /** Returns a copy of the 32 bytes. */
  public byte[] toBytes() {
    return bytes.clone();
  }

  /** Returns the 64 lower-case hexadecimal digits. */
  public String toHex() {
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Digest digest && Arrays.equals(bytes, digest.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return toHex();
  }

  byte[] rawBytes() {
    return bytes;
  }

  private static MessageDigest messageDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
