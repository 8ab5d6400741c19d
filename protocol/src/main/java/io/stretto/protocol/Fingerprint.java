package io.stretto.protocol;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * What an exact observation remembers of a value: enough to tell it from every other value.
 *
 * <p>Shape: {@code 00} for an absent value; {@code 01} and the value itself where it has at most
 * {@value #INLINE_LIMIT_BYTES} bytes; {@code 02} and the value's SHA-256 (32 bytes) otherwise. Two
 * values have the same fingerprint exactly when they are the same, short of a collision of SHA-256,
 * so an adversary who chooses values gains nothing. Immutable.
 */
public final class Fingerprint {

  /** Values up to this length are carried whole: hashing them would cost more than it saves. */
  public static final int INLINE_LIMIT_BYTES = 32;

  /** The fingerprint of an absent value. */
  public static final Fingerprint ABSENT = new Fingerprint(new byte[] {0});

  private static final byte INLINE = 1;
  private static final byte HASHED = 2;

  private final byte[] evidence;

  private Fingerprint(byte[] evidence) {
    this.evidence = evidence;
  }

  /** The fingerprint of a value; {@code null} stands for an absent one. */
  public static Fingerprint of(byte[] value) {
    if (value == null) {
      return ABSENT;
    }
    if (value.length <= INLINE_LIMIT_BYTES) {
      byte[] evidence = new byte[1 + value.length];
      evidence[0] = INLINE;
      System.arraycopy(value, 0, evidence, 1, value.length);
      return new Fingerprint(evidence);
    }
    byte[] evidence = new byte[1 + Digest.LENGTH_BYTES];
    evidence[0] = HASHED;
    System.arraycopy(Digest.sha256(value).rawBytes(), 0, evidence, 1, Digest.LENGTH_BYTES);
    return new Fingerprint(evidence);
  }

  /**
   * Takes evidence bytes as a fingerprint, without copying them.
   *
   * @throws IllegalArgumentException when they do not have one of the three shapes
   */
  public static Fingerprint ofEvidence(byte[] evidence) {
    boolean wellFormed =
        evidence.length > 0
            && switch (evidence[0]) {
              case 0 -> evidence.length == 1;
              case INLINE -> evidence.length <= 1 + INLINE_LIMIT_BYTES;
              case HASHED -> evidence.length == 1 + Digest.LENGTH_BYTES;
              default -> false;
            };
    if (!wellFormed) {
      throw new IllegalArgumentException(
          "not the evidence of a value: " + HexFormat.of().formatHex(evidence));
    }
    return evidence.length == 1 && evidence[0] == 0 ? ABSENT : new Fingerprint(evidence);
  }

  /** The evidence bytes themselves, not a copy: they must not be changed. */
  public byte[] evidence() {
    return evidence;
  }

  /** Whether the value is there. */
  public boolean isPresent() {
    return evidence[0] != 0;
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Fingerprint fingerprint
            && Arrays.equals(evidence, fingerprint.evidence));
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(evidence);
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(evidence);
  }
}
