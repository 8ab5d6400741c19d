package io.stretto.protocol;

import java.util.Arrays;

/**
 * What the state holds of a deployed contract, under {@link StateKey#contractRecord}.
 *
 * <p>Encoded as the SHA-256 of the code alone: 32 bytes, so that an observation of it carries it
 * whole.
 *
 * @param codeHash the SHA-256 of the code, as it was deployed
 */
public record ContractRecord(Digest codeHash) {

  /** The 32 bytes that stand in the state. */
  public byte[] encode() {
    return codeHash.toBytes();
  }

  /**
   * Reads the bytes that stand in the state.
   *
   * @throws IllegalArgumentException when there are not 32 of them
   */
  public static ContractRecord decode(byte[] bytes) {
    return new ContractRecord(Digest.ofBytes(Arrays.copyOf(bytes, bytes.length)));
  }
}
