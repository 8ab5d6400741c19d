package io.stretto.statestore.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.StateKey;
import io.stretto.statestore.ChainBuilder;
import io.stretto.statestore.rocksdb.CommittedValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An answer holds as much as a message may, from the first key on, and nothing torn. */
class BoundedAnswerTest {

  private final List<Integer> asked = new ArrayList<>();
  private int valueBytes = 10;
  private long height = 5;

  private Optional<CommittedValues> read(List<StateKey> keys) {
    asked.add(keys.size());
    List<byte[]> values = new ArrayList<>();
    keys.forEach(key -> values.add(key.bytes().length % 2 == 0 ? null : new byte[valueBytes]));
    return Optional.of(new CommittedValues(height, values));
  }

  /** Keys of which every second has a value. */
  private static List<StateKey> keys(int count) {
    List<StateKey> keys = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      keys.add(ChainBuilder.key("x".repeat(1 + i % 2)));
    }
    return keys;
  }

  @Test
  void smallValuesAreAllThere() {
    assertThat(BoundedAnswer.read(this::read, keys(100), true).orElseThrow().values())
        .hasSize(100)
        .contains(new byte[10], (byte[]) null);
    assertThat(asked).containsExactly(32, 32, 32, 4);
  }

  @Test
  void ofLargeValuesThereAreSomeAndAtLeastOne() {
    valueBytes = 1 << 20;
    assertThat(BoundedAnswer.read(this::read, keys(100), true).orElseThrow().values())
        .hasSizeBetween(16, 19);
    valueBytes = 100 << 20;
    assertThat(BoundedAnswer.read(this::read, keys(100), true).orElseThrow().values())
        .hasSizeBetween(1, 2);
  }

  @Test
  void whatIsOfAnotherBlockIsLeftOut() {
    CommittedValues values =
        BoundedAnswer.read(
                some -> {
                  height++;
                  return read(some);
                },
                keys(100),
                true)
            .orElseThrow();
    assertThat(values.values()).hasSize(32);
    assertThat(values.height()).isEqualTo(6);
  }

  @Test
  void theHeadIsReadOnce() {
    assertThat(BoundedAnswer.read(this::read, keys(100), false).orElseThrow().values()).hasSize(32);
    assertThat(asked).containsExactly(32);
  }

  @Test
  void nothingIsToldWhereNothingCanBeRead() {
    assertThat(BoundedAnswer.read(some -> Optional.empty(), keys(3), true)).isEmpty();
    assertThat(BoundedAnswer.read(this::read, List.of(), true).orElseThrow().values()).isEmpty();
  }
}
