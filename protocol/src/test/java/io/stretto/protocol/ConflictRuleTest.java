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
  private final FingerprintView state = new MapView();

  private final class MapView implements FingerprintView {
    @Override
    public Fingerprint fingerprint(StateKey key) {
      return Fingerprint.of(values.get(key));
    }

    @Override
    public byte[] read(StateKey key) {
      return values.get(key);
    }

    @Override
    public List<StateEntry> scan(StateRange range, int limit) {
      return values.entrySet().stream()
          .filter(entry -> range.contains(entry.getKey()))
          .limit(limit)
          .map(entry -> new StateEntry(entry.getKey(), entry.getValue()))
          .toList();
    }
  }

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
  void aBoundHoldsWhileTheNumberIsInside() {
    Observation bound = new Observation.Bound(KEY, Int128.of(-2), Int128.of(5));
    assertThat(ConflictRule.holds(bound, state)).as("an absent number is zero").isTrue();
    for (int inside : List.of(-2, 0, 5)) {
      values.put(KEY, Int128.of(inside).encode());
      assertThat(ConflictRule.holds(bound, state)).as("%d", inside).isTrue();
    }
    for (int outside : List.of(-3, 6)) {
      values.put(KEY, Int128.of(outside).encode());
      assertThat(ConflictRule.holds(bound, state)).as("%d", outside).isFalse();
    }
  }

  @Test
  void aBoundOfAbsenceDoesNotCoverIt() {
    Observation bound = new Observation.Bound(KEY, Int128.of(1), Int128.MAXIMUM);
    assertThat(ConflictRule.holds(bound, state)).isFalse();
  }

  @Test
  void noBoundHoldsForWhatIsNoNumber() {
    Observation bound = new Observation.Bound(KEY, Int128.MINIMUM, Int128.MAXIMUM);
    values.put(KEY, bytes("15 bytes are no"));
    assertThat(ConflictRule.holds(bound, state)).isFalse();
  }

  @Test
  void aScanHoldsWhileNothingInTheRangeChanges() {
    values.put(key("b"), bytes("1"));
    values.put(key("c"), bytes("2"));
    StateRange range = new StateRange(key("b"), key("d"));
    List<StateEntry> listed = state.scan(range, 10);
    Observation scan = new Observation.Scan(range, 2, StateRange.digest(listed));
    assertThat(ConflictRule.holds(scan, state)).isTrue();

    values.put(key("a"), bytes("before the range"));
    values.put(key("d"), bytes("behind the range"));
    assertThat(ConflictRule.holds(scan, state)).isTrue();

    values.put(key("bb"), bytes("a phantom"));
    assertThat(ConflictRule.holds(scan, state)).isFalse();

    values.remove(key("bb"));
    values.put(key("c"), bytes("changed"));
    assertThat(ConflictRule.holds(scan, state)).isFalse();

    values.remove(key("c"));
    assertThat(ConflictRule.holds(scan, state)).isFalse();
  }

  @Test
  void anEmptyRangeIsHeldToStayEmpty() {
    StateRange range = new StateRange(key("b"), key("d"));
    Observation scan = new Observation.Scan(range, 0, StateRange.digest(List.of()));
    assertThat(ConflictRule.holds(scan, state)).isTrue();
    values.put(key("b"), new byte[0]);
    assertThat(ConflictRule.holds(scan, state)).isFalse();
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
