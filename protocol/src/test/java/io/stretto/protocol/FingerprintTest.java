package io.stretto.protocol;

import static io.stretto.protocol.Keys.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Proves that fingerprints tell values apart and that no other bytes pass for one. */
class FingerprintTest {

  @Test
  void absentIsOneZeroByte() {
    assertThat(Fingerprint.of(null)).isSameAs(Fingerprint.ABSENT);
    assertThat(Fingerprint.ABSENT.evidence()).containsExactly(0);
    assertThat(Fingerprint.ABSENT.isPresent()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 31, 32})
  void smallValuesAreCarriedWhole(int length) {
    byte[] value = bytes(length, 9);
    byte[] evidence = Fingerprint.of(value).evidence();
    assertThat(evidence).hasSize(1 + length).startsWith(1);
    assertThat(Arrays.copyOfRange(evidence, 1, evidence.length)).isEqualTo(value);
    assertThat(Fingerprint.of(value).isPresent()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {33, 34, 100_000})
  void largeValuesAreHashed(int length) {
    byte[] value = bytes(length, 9);
    byte[] evidence = Fingerprint.of(value).evidence();
    assertThat(evidence).hasSize(33).startsWith(2);
    assertThat(Arrays.copyOfRange(evidence, 1, 33)).isEqualTo(Digest.sha256(value).toBytes());
    assertThat(Fingerprint.of(value).isPresent()).isTrue();
  }

  @Test
  void differentValuesHaveDifferentFingerprints() {
    byte[] hashOfLarge = Digest.sha256(bytes(33, 0)).toBytes();
    List<byte[]> values = new ArrayList<>();
    values.add(null);
    values.add(new byte[0]);
    values.add(new byte[] {0});
    values.add(new byte[] {1});
    values.add(new byte[] {0, 0});
    values.add(bytes(32, 0));
    values.add(bytes(33, 0));
    values.add(bytes(34, 0));
    values.add(hashOfLarge);
    for (int i = 0; i < values.size(); i++) {
      for (int j = 0; j < values.size(); j++) {
        assertThat(Fingerprint.of(values.get(i)).equals(Fingerprint.of(values.get(j))))
            .as("values %d and %d", i, j)
            .isEqualTo(i == j);
      }
    }
  }

  @Test
  void equalValuesHaveEqualFingerprints() {
    for (int length : new int[] {0, 5, 32, 33, 500}) {
      Fingerprint one = Fingerprint.of(bytes(length, 3));
      Fingerprint other = Fingerprint.of(bytes(length, 3));
      assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
      assertThat(Fingerprint.ofEvidence(one.evidence())).isEqualTo(one);
    }
    assertThat(Fingerprint.ofEvidence(new byte[] {0})).isSameAs(Fingerprint.ABSENT);
  }

  @Test
  void changingTheValueLaterChangesNoFingerprint() {
    byte[] value = bytes("before");
    Fingerprint fingerprint = Fingerprint.of(value);
    value[0] = 'B';
    assertThat(fingerprint).isEqualTo(Fingerprint.of(bytes("before")));
  }

  @Test
  void otherBytesAreRefused() {
    List<byte[]> hostile =
        List.of(
            new byte[0],
            new byte[] {0, 0},
            new byte[] {3},
            new byte[] {-1},
            new byte[] {2},
            shaped(1, 34),
            shaped(2, 32),
            shaped(2, 34));
    for (byte[] evidence : hostile) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Fingerprint.ofEvidence(evidence))
          .withMessageStartingWith("not the evidence of a value");
    }
  }

  private static byte[] shaped(int shape, int length) {
    byte[] evidence = new byte[length];
    evidence[0] = (byte) shape;
    return evidence;
  }
}
