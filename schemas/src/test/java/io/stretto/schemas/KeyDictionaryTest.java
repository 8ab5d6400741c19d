package io.stretto.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.StateKey;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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

  /**
   * Eight bytes go into a key's hash by XOR, so they can be chosen to undo the eight before them.
   */
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

  private static StateKey colliding(int number) {
    ByteBuffer bytes = ByteBuffer.allocate(3 * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(StateKey.storagePrefix("bank"));
    long before = mixed(mixed(bytes.capacity(), bytes.getLong(0)), number);
    bytes.putLong(Long.BYTES, number).putLong(2 * Long.BYTES, before);
    return StateKey.ofBytes(bytes.array());
  }

  private static long mixed(long hash, long word) {
    long mixed = (hash ^ word) * 0x9E3779B97F4A7C15L;
    return mixed ^ (mixed >>> 29);
  }

  private static StateKey key(String name) {
    return StateKey.storage("bank", name.getBytes(StandardCharsets.UTF_8));
  }
}
