package io.stretto.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.StateKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class KeyDictionaryTest {

  @Test
  void keysAreNumberedInTheOrderOfTheirFirstMention() {
    KeyDictionary dictionary = new KeyDictionary();
    assertThat(
            List.of(key("a"), key("b"), key("a"), key("c"), key("b")).stream()
                .map(dictionary::indexOf))
        .containsExactly(0, 1, 0, 2, 1);
    assertThat(dictionary.keys()).containsExactly(key("a"), key("b"), key("c"));
  }

  /** "Aa" and "BB" have the same polynomial hash, and so has every string of them. */
  @Test
  @Timeout(10)
  void keysWhoseHashesCollideAreNoAttack() {
    KeyDictionary dictionary = new KeyDictionary();
    int count = 1 << 17;
    List<StateKey> keys = IntStream.range(0, count).mapToObj(KeyDictionaryTest::colliding).toList();
    assertThat(keys.stream().map(StateKey::hashCode).distinct()).hasSize(1);
    keys.forEach(dictionary::indexOf);
    assertThat(dictionary.keys()).hasSize(count);
  }

  private static StateKey colliding(int bits) {
    StringBuilder name = new StringBuilder();
    for (int bit = 0; bit < 17; bit++) {
      name.append((bits >> bit & 1) == 0 ? "Aa" : "BB");
    }
    return key(name.toString());
  }

  private static StateKey key(String name) {
    return StateKey.storage("bank", name.getBytes(StandardCharsets.UTF_8));
  }
}
