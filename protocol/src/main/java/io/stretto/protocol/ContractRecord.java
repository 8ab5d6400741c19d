package io.stretto.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What the state holds of a deployed contract, under {@link StateKey#contractRecord}.
 *
 * <p>Encoded as the SHA-256 of the code (32 bytes), then the owner's name in ASCII (1 to 64 bytes).
 *
 * @param codeHash the SHA-256 of the code, as it was deployed
 * @param owner the account that deployed the contract first, which alone may upgrade it
 */
public record ContractRecord(Digest codeHash, String owner) {

  /** The bytes that stand in the state. */
  public byte[] encode() {
    byte[] name = owner.getBytes(StandardCharsets.US_ASCII);
    byte[] bytes = Arrays.copyOf(codeHash.rawBytes(), Digest.LENGTH_BYTES + name.length);
    System.arraycopy(name, 0, bytes, Digest.LENGTH_BYTES, name.length);
    return bytes;
  }

  /**
   * Reads the bytes that stand in the state.
   *
   * @throws IllegalArgumentException when they are too few
   */
  public static ContractRecord decode(byte[] bytes) {
    if (bytes.length <= Digest.LENGTH_BYTES) {
      throw new IllegalArgumentException("not a contract record: " + bytes.length + " bytes");
    }
    int nameLength = bytes.length - Digest.LENGTH_BYTES;
    return new ContractRecord(
        Digest.ofBytes(Arrays.copyOf(bytes, Digest.LENGTH_BYTES)),
        new String(bytes, Digest.LENGTH_BYTES, nameLength, StandardCharsets.US_ASCII));
  }
}
