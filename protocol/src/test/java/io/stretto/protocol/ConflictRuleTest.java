package io.stretto.protocol;

import static io.stretto.protocol.Keys.bytes;
import static io.stretto.protocol.Keys.key;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Proves that a result is valid exactly when all that it observed still is so. */
class ConflictRuleTest {

  private static final StateKey KEY = key("a");

  private final TreeMap<StateKey, byte[]> values = new TreeMap<>();
  private final FingerprintView state = key -> Fingerprint.of(values.get(key));

  @Test
  void aReadValueHoldsWhileItIsTheSame() {
    values.put(KEY, bytes("1"));
    Observation read = new Observation.Exact(KEY, Fingerprint.of(bytes("1")));
    assertThat(ConflictRule.holds(read, state)).isTrue();

    values.put(KEY, bytes("2"));
    assertThat(ConflictRule.holds(read, state)).isFalse();

    values.remove(KEY);
    assertThat(ConflictRule.holds(read, state)).isFalse();
  }

  @Test
  void aReadOfNothingHoldsWhileThereIsNothing() {
    Observation read = new Observation.Exact(KEY, Fingerprint.ABSENT);
    assertThat(ConflictRule.holds(read, state)).isTrue();

    values.put(KEY, new byte[0]);
    assertThat(ConflictRule.holds(read, state)).as("an empty value is a value").isFalse();
  }

  @Test
  void anEmptyValueIsNotAnAbsentOne() {
    Observation read = new Observation.Exact(KEY, Fingerprint.of(new byte[0]));
    assertThat(ConflictRule.holds(read, state)).isFalse();

    values.put(KEY, new byte[0]);
    assertThat(ConflictRule.holds(read, state)).isTrue();
  }

  @Test
  void aRewriteOfTheSameBytesIsNoConflict() {
    values.put(KEY, bytes(100, 7));
    Observation read = new Observation.Exact(KEY, Fingerprint.of(values.get(KEY)));

    values.remove(KEY);
    values.put(KEY, bytes(100, 7));

    assertThat(ConflictRule.holds(read, state)).isTrue();
  }

  @Test
  void presenceHoldsWhateverTheValue() {
    Observation present = new Observation.Presence(KEY, true);
    Observation absent = new Observation.Presence(KEY, false);
    assertThat(ConflictRule.holds(present, state)).isFalse();
    assertThat(ConflictRule.holds(absent, state)).isTrue();

    for (byte[] value : List.of(new byte[0], bytes("x"), bytes(1000, 1))) {
      values.put(KEY, value);
      assertThat(ConflictRule.holds(present, state)).isTrue();
      assertThat(ConflictRule.holds(absent, state)).isFalse();
    }
  }

  @Test
  void oneBrokenObservationMakesTheWholeInvalid() {
    values.put(KEY, bytes("1"));
    Observation holding = new Observation.Exact(KEY, Fingerprint.of(bytes("1")));
    Observation broken = new Observation.Presence(key("b"), true);
    Observation alsoBroken = new Observation.Presence(key("c"), true);

    assertThat(ConflictRule.isValid(List.of(holding, holding), state)).isTrue();
    assertThat(ConflictRule.isValid(List.of(holding, broken), state)).isFalse();
    assertThat(ConflictRule.isValid(List.of(broken, holding), state)).isFalse();
    assertThat(ConflictRule.firstViolated(List.of(holding, broken, alsoBroken), state))
        .contains(broken);
    assertThat(ConflictRule.firstViolated(List.of(holding), state)).isEmpty();
  }

  @Test
  void whatObservedNothingIsAlwaysValid() {
    assertThat(ConflictRule.isValid(List.of(), state)).isTrue();
  }
}
