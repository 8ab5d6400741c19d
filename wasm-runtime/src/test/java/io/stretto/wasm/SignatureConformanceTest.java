package io.stretto.wasm;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.digests.KeccakDigest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Signatures against published vectors (Ethereum's precompile, RFC 8032, RFC 6979), and where
 * NEAR's runtime traps, says no, or says yes although other libraries would not.
 */
class SignatureConformanceTest {

  private static final String HASH =
      "18c547e4f7b0f325ad1e56f57e26c745b09a3e503d86e00e5255ff7f715d3d1c";
  private static final String R =
      "73b1693892219d736caba55bdb67216e485557ea6b6af75f37096c9aa6a5a75f";
  private static final String HIGH_S =
      "eeb940b1d03b21e36b0e47e79769f095fe2ab855bd91e3a38756b7d75a9c4549";
  private static final String ADDRESS = "a94f5374fce5edbc8e2a8697c15331677e6ebf0b";
  private static final BigInteger N =
      new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);
  private static final BigInteger ED25519_ORDER =
      BigInteger.ONE.shiftLeft(252).add(new BigInteger("27742317777372353535851937790883648493"));
  private static final String ZEROS = "00".repeat(32);
  private static final String NEUTRAL = "01" + "00".repeat(31);

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  private static HostScript ecrecover(String hash, String signature, long v, long malleability) {
    HostScript script = new HostScript();
    long hashAt = script.put(hex(hash));
    long signatureAt = script.put(hex(signature));
    return script.call(
        "ecrecover",
        hash.length() / 2,
        hashAt,
        signature.length() / 2,
        signatureAt,
        v,
        malleability,
        1);
  }

  private static long recovered(String hash, String signature, long v, long malleability) {
    return ecrecover(hash, signature, v, malleability).results()[0];
  }

  private static String address(byte[] publicKey) {
    assertThat(publicKey).hasSize(64);
    KeccakDigest digest = new KeccakDigest(256);
    digest.update(publicKey, 0, publicKey.length);
    byte[] hash = new byte[32];
    digest.doFinal(hash, 0);
    return HexFormat.of().formatHex(hash, 12, 32);
  }

  private static String number(BigInteger number) {
    return String.format("%064x", number);
  }

  @Test
  void ecrecoverFindsTheKeyOfEthereumsVector() {
    assertThat(address(ecrecover(HASH, R + HIGH_S, 1, 0).register(1))).isEqualTo(ADDRESS);
    assertThat(recovered(HASH, R + HIGH_S, 1, 0)).isEqualTo(1);
  }

  @Test
  void theOtherParityAndTheOtherSGiveTheSameKey() {
    String lowS = number(N.subtract(new BigInteger(HIGH_S, 16)));
    assertThat(address(ecrecover(HASH, R + lowS, 0, 1).register(1))).isEqualTo(ADDRESS);
    assertThat(address(ecrecover(HASH, R + lowS, 1, 1).register(1))).isNotEqualTo(ADDRESS);
  }

  @Test
  void aMalleableSIsRefusedWhereTheFlagIsSet() {
    BigInteger half = N.shiftRight(1);
    assertThat(recovered(HASH, R + HIGH_S, 1, 1)).isZero();
    assertThat(recovered(HASH, R + number(half), 1, 1)).isEqualTo(1);
    assertThat(recovered(HASH, R + number(half.add(BigInteger.ONE)), 1, 1)).isZero();
    assertThat(recovered(HASH, R + number(half.add(BigInteger.ONE)), 1, 0)).isEqualTo(1);
  }

  @Test
  void whatCannotBeRecoveredIsZeroAndLeavesTheRegister() {
    assertThat(recovered(HASH, ZEROS + HIGH_S, 1, 0)).isZero();
    assertThat(recovered(HASH, R + ZEROS, 1, 0)).isZero();
    assertThat(recovered(HASH, number(N) + HIGH_S, 1, 0)).isZero();
    assertThat(recovered(HASH, R + number(N), 1, 0)).isZero();
    assertThat(recovered(HASH, R + HIGH_S, 3, 0)).as("r + n is no coordinate").isZero();
    assertThat(recovered(HASH, number(BigInteger.valueOf(5)) + HIGH_S, 0, 0))
        .as("no point has x = 5")
        .isZero();
    HostScript script = ecrecover(HASH, ZEROS + HIGH_S, 1, 0).call("register_len", 1);
    assertThat(script.results()).containsExactly(0, -1);
  }

  @Test
  void badArgumentsOfEcrecoverTrap() {
    assertTraps(ecrecover(HASH, R + HIGH_S, 4, 0), "ecrecover knows v from 0 to 3");
    assertTraps(ecrecover(HASH, R + HIGH_S, -1, 0), "ecrecover knows v from 0 to 3");
    assertTraps(ecrecover(HASH, R + HIGH_S, 1, 2), "a malleability flag is 0 or 1");
    assertTraps(ecrecover(HASH + "00", R + HIGH_S, 1, 0), "a hash must have 32 bytes");
    assertTraps(ecrecover(HASH, R + HIGH_S + "1b", 1, 0), "a signature must have 64 bytes");
  }

  private static void assertTraps(HostScript script, String message) {
    ExecutionResult result = script.run();
    assertThat(result.errorCode()).isEqualTo(ErrorCode.TRAP);
    assertThat(result.errorMessage()).isEqualTo(message);
    assertThat(result.gasUsed()).isEqualTo(TestLedger.GAS);
  }

  private static HostScript verify(
      String function, String signature, byte[] message, String publicKey) {
    HostScript script = new HostScript();
    long signatureAt = script.put(hex(signature));
    long messageAt = script.put(message);
    long keyAt = script.put(hex(publicKey));
    return script.call(
        function,
        signature.length() / 2,
        signatureAt,
        message.length,
        messageAt,
        publicKey.length() / 2,
        keyAt);
  }

  private static long ed25519(String signature, byte[] message, String publicKey) {
    return verify("ed25519_verify", signature, message, publicKey).results()[0];
  }

  @ParameterizedTest
  @CsvSource({
    "'',d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a,"
        + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555"
        + "fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    "72,3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c,"
        + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    "af82,fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025,"
        + "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
  })
  void vectorsOfRfc8032(String message, String publicKey, String signature) {
    assertThat(ed25519(signature, hex(message), publicKey)).isEqualTo(1);
    assertThat(ed25519(signature, hex(message + "00"), publicKey)).isZero();
    for (int bit : new int[] {0, 100, 255, 256, 300, 511}) {
      byte[] changed = hex(signature);
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      String other = HexFormat.of().formatHex(changed);
      assertThat(ed25519(other, hex(message), publicKey)).as("bit %s", bit).isZero();
    }
  }

  /** 0·B - k·A is the neutral element for every k where A is, as encoded R is to be. */
  @Test
  void keysOfSmallOrderVerifyAsInNear() {
    byte[] message = "anything".getBytes(StandardCharsets.US_ASCII);
    assertThat(ed25519(NEUTRAL + ZEROS, message, NEUTRAL)).isEqualTo(1);
    String neutralWithY = "ee" + "ff".repeat(30) + "7f"; // y = p + 1
    assertThat(ed25519(NEUTRAL + ZEROS, message, neutralWithY)).isEqualTo(1);
    assertThat(ed25519(neutralWithY + ZEROS, message, NEUTRAL)).as("R not canonical").isZero();
    String negativeZero = "01" + "00".repeat(30) + "80";
    assertThat(ed25519(NEUTRAL + ZEROS, message, negativeZero)).isEqualTo(1);
    String order = littleEndian(ED25519_ORDER);
    assertThat(ed25519(NEUTRAL + order, message, NEUTRAL)).as("S is the order").isZero();
  }

  @Test
  void aKeyThatIsNoPointVerifiesNothing() {
    assertThat(ed25519(NEUTRAL + ZEROS, new byte[0], "02" + "00".repeat(31))).isZero();
  }

  private static String littleEndian(BigInteger number) {
    byte[] bytes = Arrays.copyOf(reversed(number.toByteArray()), 32);
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] result = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      result[bytes.length - 1 - i] = bytes[i];
    }
    return result;
  }

  /** Of RFC 6979, A.2.5; s is above half of the order. */
  @Test
  void p256VerifiesTheVectorOfRfc6979() {
    String r = "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716";
    String s = "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8";
    String key = "0360fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6";
    byte[] message = "sample".getBytes(StandardCharsets.US_ASCII);
    assertThat(p256(r + s, message, key)).isEqualTo(1);
    assertThat(p256(r + s, "Sample".getBytes(StandardCharsets.US_ASCII), key)).isZero();
    assertThat(p256(s + r, message, key)).isZero();
    assertThat(p256(r + s, message, "02" + key.substring(2))).isZero();
    assertThat(p256(r + s, message, "04" + key.substring(2))).isZero();
    assertThat(p256(ZEROS + s, message, key)).isZero();
    assertThat(p256(r + ZEROS, message, key)).isZero();
    assertThat(p256(r + "ff".repeat(32), message, key)).isZero();
  }

  private static long p256(String signature, byte[] message, String publicKey) {
    return verify("p256_verify", signature, message, publicKey).results()[0];
  }

  @ParameterizedTest
  @ValueSource(strings = {"ed25519_verify", "p256_verify"})
  void otherLengthsTrap(String function) {
    int keyBytes = function.equals("p256_verify") ? 33 : 32;
    String key = "00".repeat(keyBytes);
    assertTraps(
        verify(function, "00".repeat(63), new byte[1], key), "a signature must have 64 bytes");
    assertTraps(
        verify(function, "00".repeat(64), new byte[1], key + "00"),
        "a public key must have " + keyBytes + " bytes");
  }

  @Test
  void signaturesMayStandInRegisters() {
    HostScript script = new HostScript();
    long zeros = script.put(new byte[64]);
    long neutral = script.put(hex(NEUTRAL + ZEROS));
    long[] results =
        script
            .call("write_register", 1, 64, neutral)
            .call("write_register", 2, 3, zeros)
            .call("write_register", 3, 32, neutral)
            .call("ed25519_verify", -1, 1, -1, 2, -1, 3)
            .results();
    assertThat(results).containsExactly(1);
  }
}
