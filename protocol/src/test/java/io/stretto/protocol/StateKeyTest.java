package io.stretto.protocol;

import static io.stretto.protocol.Keys.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Proves that keys of different kinds and contracts never meet, and how keys are ordered. */
class StateKeyTest {

  @Test
  void noTwoKindsCollide() {
    Digest hash = Digest.sha256(bytes("code"));
    List<StateKey> keys =
        List.of(
            StateKey.genesis(),
            StateKey.contractRecord("a"),
            StateKey.contractRecord("aa"),
            StateKey.code(hash),
            StateKey.code(Digest.ZERO),
            StateKey.storage("a", bytes("")),
            StateKey.storage("a", bytes("a")),
            StateKey.storage("aa", bytes("")),
            StateKey.storage("a", new byte[] {0}),
            StateKey.storage("a", hash.toBytes()),
            StateKey.storage("b", bytes("")));
    assertThat(Set.copyOf(keys)).hasSize(keys.size());
  }

  /** Name and key could be split otherwise, were the name's length not in front. */
  @Test
  void noContractReachesIntoAnothersStorage() {
    assertThat(StateKey.storage("ab", bytes("c"))).isNotEqualTo(StateKey.storage("a", bytes("bc")));
    assertThat(StateKey.storage("a", bytes("bc"))).isNotEqualTo(StateKey.storage("abc", bytes("")));
    String longest = "x".repeat(64);
    assertThat(StateKey.storage(longest, bytes("")))
        .isNotEqualTo(StateKey.storage("x".repeat(63), bytes("x")));
  }

  @Test
  void aContractsKeysLieTogether() {
    TreeSet<StateKey> keys = new TreeSet<>();
    for (String contract : List.of("a", "b", "aa", "ab", "a.b", "x".repeat(64))) {
      for (byte[] key : List.of(new byte[0], new byte[] {0}, bytes("b"), bytes(100, 255))) {
        keys.add(StateKey.storage(contract, key));
      }
      keys.add(StateKey.contractRecord(contract));
    }
    Set<String> left = new HashSet<>();
    String current = "";
    for (StateKey key : keys) {
      if (key.isStorage()) {
        String contract = key.toString().substring(0, key.toString().indexOf('['));
        if (!contract.equals(current)) {
          assertThat(left.add(contract)).as("%s is met twice", contract).isTrue();
          current = contract;
        }
      }
    }
    assertThat(left).hasSize(6);
  }

  @Test
  void aContractsKeysKeepTheirOwnOrder() {
    StateKey[] ascending = {
      StateKey.storage("a", new byte[0]),
      StateKey.storage("a", new byte[] {0}),
      StateKey.storage("a", new byte[] {0, 1}),
      StateKey.storage("a", new byte[] {1}),
      StateKey.storage("a", new byte[] {127}),
      StateKey.storage("a", new byte[] {(byte) 128}),
      StateKey.storage("a", new byte[] {(byte) 255}),
    };
    StateKey[] sorted = ascending.clone();
    Arrays.sort(sorted);
    assertThat(sorted).containsExactly(ascending);
  }

  @Test
  void systemKeysComeBeforeAllStorage() {
    assertThat(StateKey.genesis()).isLessThan(StateKey.contractRecord("a"));
    assertThat(StateKey.contractRecord("zzz")).isLessThan(StateKey.code(Digest.ZERO));
    assertThat(StateKey.code(Digest.ofBytes(bytes(32, 255))))
        .isLessThan(StateKey.storage("a", new byte[0]));
  }

  @Test
  void equalityFollowsTheBytes() {
    StateKey key = StateKey.storage("token", bytes("balance"));
    StateKey same = StateKey.ofBytes(key.bytes().clone());
    assertThat(same).isEqualTo(key).hasSameHashCodeAs(key).isEqualByComparingTo(key);
    byte[] prefix = StateKey.storagePrefix("token");
    assertThat(StateKey.storage(prefix, bytes("--balance--"), 2, 7)).isEqualTo(key);
    assertThat(key.bytes()).startsWith(prefix);
  }

  @Test
  void onlyStorageKeysSayThatTheyAre() {
    assertThat(StateKey.storage("a", new byte[0]).isStorage()).isTrue();
    assertThat(StateKey.genesis().isStorage()).isFalse();
    assertThat(StateKey.contractRecord("a").isStorage()).isFalse();
    assertThat(StateKey.code(Digest.ZERO).isStorage()).isFalse();
    assertThat(StateKey.ofBytes(new byte[0]).isStorage()).isFalse();
  }

  @Test
  void peopleSeeTheContractsName() {
    assertThat(StateKey.storage("token", bytes("key"))).hasToString("token[6b6579]");
    assertThat(StateKey.genesis()).hasToString("0000");
  }

  /** A length byte above 127 was taken for a negative length, and printing the key threw. */
  @Test
  void hostileKeysCanBePrinted() {
    for (int length = 0; length < 256; length++) {
      StateKey key = StateKey.ofBytes(new byte[] {1, (byte) length, 'a'});
      assertThatCode(key::toString).as("length %d", length).doesNotThrowAnyException();
    }
    assertThatCode(StateKey.ofBytes(new byte[] {1})::toString).doesNotThrowAnyException();
    assertThatCode(StateKey.ofBytes(new byte[0])::toString).doesNotThrowAnyException();
  }
}
