package io.stretto.protocol;

import static io.stretto.protocol.Keys.bytes;
import static io.stretto.protocol.Keys.key;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Proves that a range is what lies between its ends, also where changes lie on top of it. */
class StateRangeTest {

  @Test
  void theFirstKeyIsInItAndTheLastIsNot() {
    StateRange range = new StateRange(key("b"), key("d"));
    assertThat(range.contains(key("b"))).isTrue();
    assertThat(range.contains(key("cz"))).isTrue();
    assertThat(range.contains(key("d"))).isFalse();
    assertThat(range.contains(key("a"))).isFalse();
  }

  @Test
  void itCanBeCutBehindAKey() {
    StateRange range = new StateRange(key("b"), key("d")).through(key("c"));
    assertThat(range.contains(key("c"))).isTrue();
    assertThat(range.contains(StateKey.ofBytes(concat(key("c").bytes(), 0)))).isFalse();
  }

  @Test
  void changesLieOverWhatIsThere() {
    for (long seed = 1; seed <= 300; seed++) {
      Random random = new Random(seed);
      TreeMap<StateKey, byte[]> below = new TreeMap<>();
      TreeMap<StateKey, byte[]> changes = new TreeMap<>();
      for (int i = 0; i < 12; i++) {
        below.put(key("k" + random.nextInt(20)), bytes("old" + i));
        boolean isDelete = random.nextBoolean();
        changes.put(key("k" + random.nextInt(20)), isDelete ? null : bytes("new" + i));
      }
      TreeMap<StateKey, byte[]> both = new TreeMap<>(below);
      changes.forEach(
          (key, value) -> {
            if (value == null) {
              both.remove(key);
            } else {
              both.put(key, value);
            }
          });
      int limit = random.nextInt(25);
      int deleted = (int) changes.values().stream().filter(value -> value == null).count();
      List<StateEntry> base = entries(below, limit + deleted);
      assertThat(StateRange.overlay(base, changes, limit))
          .as("seed %d", seed)
          .isEqualTo(entries(both, limit));
    }
  }

  @Test
  void theDigestTellsEntriesApart() {
    List<StateEntry> entries = List.of(new StateEntry(key("a"), bytes("1")));
    assertThat(StateRange.digest(entries))
        .isEqualTo(StateRange.digest(List.copyOf(entries)))
        .isNotEqualTo(StateRange.digest(List.of(new StateEntry(key("a"), bytes("2")))))
        .isNotEqualTo(StateRange.digest(List.of(new StateEntry(key("b"), bytes("1")))))
        .isNotEqualTo(StateRange.digest(List.of()));
  }

  private static List<StateEntry> entries(Map<StateKey, byte[]> map, int limit) {
    List<StateEntry> entries = new ArrayList<>();
    map.forEach((key, value) -> entries.add(new StateEntry(key, value)));
    return entries.subList(0, Math.min(limit, entries.size()));
  }

  private static byte[] concat(byte[] bytes, int last) {
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    longer[bytes.length] = (byte) last;
    return longer;
  }
}
