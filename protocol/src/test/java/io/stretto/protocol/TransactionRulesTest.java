package io.stretto.protocol;

import static io.stretto.protocol.Keys.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Proves each rule at its boundary: the last that passes, and the first that does not. */
class TransactionRulesTest {

  /** A transaction that breaks no rule, to be changed in one field. */
  private static final class Draft {
    String id = "id";
    String sender = "alice";
    TransactionKind kind = TransactionKind.CALL;
    String contract = "token";
    String function = "transfer";
    byte[] arguments = {};
    long gasLimit = 1;
    List<AccessEntry> accessList = List.of();

    void passes() {
      assertThat(TransactionRules.violation(transaction())).isEmpty();
    }

    void breaks(String field) {
      assertThat(TransactionRules.violation(transaction()))
          .hasValueSatisfying(message -> assertThat(message).startsWith(field + " "));
    }

    private Transaction transaction() {
      return new Transaction(
          id, sender, kind, contract, function, arguments, gasLimit, 0, accessList);
    }
  }

  private final Draft draft = new Draft();

  @Test
  void anOrdinaryTransactionPasses() {
    draft.passes();
  }

  @Test
  void idsHaveOneTo128BytesOfUtf8() {
    draft.id = "";
    draft.breaks("id");
    draft.id = "a";
    draft.passes();
    draft.id = "a".repeat(128);
    draft.passes();
    draft.id = "a".repeat(129);
    draft.breaks("id");
    draft.id = "é".repeat(64);
    draft.passes();
    draft.id = "é".repeat(65);
    draft.breaks("id");
    draft.id = "€".repeat(42) + "aa";
    draft.passes();
    draft.id = "€".repeat(43);
    draft.breaks("id");
    draft.id = "😀".repeat(32);
    draft.passes();
    draft.id = "😀".repeat(32) + "a";
    draft.breaks("id");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "Z", "0", "9", ".", "_", "-", "a.b-c_D9"})
  void namesOfAccountsAndContracts(String name) {
    assertThat(TransactionRules.isName(name)).isTrue();
    draft.sender = name;
    draft.contract = name;
    draft.passes();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "a b", "é", "a/b", "a:b", "a@b", "a[b", "a`b", "a{b", "\u0000", "٣", "，"})
  void whatIsNoName(String name) {
    assertThat(TransactionRules.isName(name)).isFalse();
    draft.sender = name;
    draft.breaks("sender");
    draft.sender = "alice";
    draft.contract = name;
    draft.breaks("contract");
  }

  @Test
  void namesHaveAtMost64Characters() {
    draft.sender = "a".repeat(64);
    draft.contract = "b".repeat(64);
    draft.passes();
    draft.sender = "a".repeat(65);
    draft.breaks("sender");
    draft.sender = "alice";
    draft.contract = "b".repeat(65);
    draft.breaks("contract");
  }

  @Test
  void aCallNamesAFunctionOfAtMost256Bytes() {
    draft.function = "";
    draft.breaks("function");
    draft.function = "f".repeat(256);
    draft.passes();
    draft.function = "f".repeat(257);
    draft.breaks("function");
    draft.function = "é".repeat(128);
    draft.passes();
    draft.function = "é".repeat(129);
    draft.breaks("function");
  }

  @Test
  void aDeploymentNamesNoFunction() {
    draft.kind = TransactionKind.DEPLOY;
    draft.breaks("function");
    draft.function = "";
    draft.passes();
  }

  @Test
  void argumentsHaveAtMostFourMebibytes() {
    draft.arguments = new byte[4 * 1024 * 1024];
    draft.passes();
    draft.arguments = new byte[4 * 1024 * 1024 + 1];
    draft.breaks("arguments");
  }

  @Test
  void theGasLimitIsBounded() {
    draft.gasLimit = 0;
    draft.passes();
    draft.gasLimit = -1;
    draft.breaks("gasLimit");
    draft.gasLimit = Long.MIN_VALUE;
    draft.breaks("gasLimit");
    draft.gasLimit = TransactionRules.GAS_LIMIT_MAXIMUM;
    draft.passes();
    draft.gasLimit = TransactionRules.GAS_LIMIT_MAXIMUM + 1;
    draft.breaks("gasLimit");
  }

  @Test
  void accessListsHaveAtMost4096Entries() {
    AccessEntry entry = new AccessEntry(Keys.key("a"), AccessMode.READ);
    draft.accessList = Collections.nCopies(4096, entry);
    draft.passes();
    draft.accessList = Collections.nCopies(4097, entry);
    draft.breaks("accessList");
  }

  @Test
  void keysOfAccessListsFitTheLongestStorageKey() {
    String longest = "c".repeat(64);
    draft.accessList = List.of(entry(StateKey.storage(longest, new byte[2048])));
    draft.passes();
    draft.accessList = List.of(entry(StateKey.storage("c", bytes("a"))), entry(tooLong(longest)));
    draft.breaks("accessList");
  }

  private static StateKey tooLong(String contract) {
    return StateKey.storage(contract, new byte[2049]);
  }

  private static AccessEntry entry(StateKey key) {
    return new AccessEntry(key, AccessMode.WRITE);
  }
}
