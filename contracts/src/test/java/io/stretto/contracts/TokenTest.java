package io.stretto.contracts;

import static io.stretto.contracts.Powers.MAX_256;
import static io.stretto.contracts.Powers.TWO_TO_256;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTest {

  private static final String LONGEST = "a".repeat(64);

  private final DeployedContract token = new DeployedContract(ExampleContract.TOKEN);

  private Outcome mint(String args) {
    return token.call("mint", args, "owner");
  }

  private Outcome transfer(String sender, String args) {
    return token.call("transfer", args, sender);
  }

  private String balance(String account) {
    return token.call("balance_of", account, "anyone").value();
  }

  private String view(String function) {
    return token.call(function, "", "anyone").value();
  }

  @Test
  void initMakesTheCallerTheOwnerOnce() {
    assertThat(token.call("init", "Stretto STR", "owner").succeeds().writes()).hasSize(3);
    assertThat(view("owner")).isEqualTo("owner");
    assertThat(view("name")).isEqualTo("Stretto");
    assertThat(view("symbol")).isEqualTo("STR");
    token.call("init", "", "owner").failsWith("already initialised");
    token.call("init", "Other OTH", "mallory").failsWith("already initialised");
    assertThat(token.state()).containsOnlyKeys("o", "n", "y");
  }

  @Test
  void nameAndSymbolAreOptional() {
    token.call("init", "", "owner").succeeds();
    assertThat(view("name")).isEmpty();
    assertThat(view("symbol")).isEmpty();
    DeployedContract named = new DeployedContract(ExampleContract.TOKEN);
    named.call("init", "Stretto", "owner").succeeds();
    assertThat(named.call("name", "", "x").value()).isEqualTo("Stretto");
    assertThat(named.call("symbol", "", "x").value()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "A ", " A", "A B C", "A  B", "A:B", "A B:C"})
  void initRefusesMalformedArguments(String args) {
    token.call("init", args, "owner").failsWith("malformed arguments");
    assertThat(token.state()).isEmpty();
  }

  @Test
  void onlyTheOwnerMints() {
    token.call("init", "", "owner").succeeds();
    token.call("mint", "alice 1", "mallory").failsWith("only the owner may mint");
    token.call("mint", "alice 1", "owne").failsWith("only the owner may mint");
    token.call("mint", "alice 1", "owner2").failsWith("only the owner may mint");
    assertThat(mint("alice 5").logs()).containsExactly("mint alice 5");
    assertThat(balance("alice")).isEqualTo("5");
    assertThat(view("total_supply")).isEqualTo("5");
  }

  @Test
  void theFirstMinterBecomesTheOwner() {
    token.call("mint", "alice 1", "first").succeeds();
    assertThat(view("owner")).isEqualTo("first");
    mint("alice 1").failsWith("only the owner may mint");
    token.call("init", "", "owner").failsWith("already initialised");
    token.call("mint", "alice 1", "first").succeeds();
    assertThat(view("total_supply")).isEqualTo("2");
  }

  @Test
  void supplyStopsAt256Bits() {
    mint("alice " + MAX_256).succeeds();
    mint("bob 1").failsWith("total exceeds 256 bits");
    mint("alice 1").failsWith("total exceeds 256 bits");
    mint("bob 0").succeeds();
    assertThat(view("total_supply")).isEqualTo(MAX_256.toString());
    assertThat(balance("alice")).isEqualTo(MAX_256.toString());
  }

  @Test
  void aTransferMovesTheAmount() {
    mint("alice 100").succeeds();
    assertThat(transfer("alice", "bob 30").succeeds().result()).isEmpty();
    assertThat(balance("alice")).isEqualTo("70");
    assertThat(balance("bob")).isEqualTo("30");
    assertThat(view("total_supply")).isEqualTo("100");
  }

  @Test
  void aTransferIsShort() {
    mint("account-1 1000000").succeeds();
    mint("account-2 1000000").succeeds();
    Outcome outcome = transfer("account-1", "account-2 100").succeeds().touches(2, 2);
    assertThat(outcome.logs()).isEmpty();
    assertThat(outcome.gas()).isLessThanOrEqualTo(18_705);
  }

  @Test
  void anEmptiedBalanceLeavesNoKey() {
    mint("alice 100").succeeds();
    transfer("alice", "bob 100").succeeds();
    assertThat(token.state()).containsOnlyKeys("o", "s", "b:bob");
    assertThat(balance("alice")).isEqualTo("0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1", "99", "100"})
  void aTransferToOneselfChangesNothing(String amount) {
    mint("alice 100").succeeds();
    Map<String, byte[]> before = Map.copyOf(token.state());
    transfer("alice", "alice " + amount).succeeds();
    assertThat(token.state()).containsExactlyInAnyOrderEntriesOf(before);
    transfer("alice", "alice 101").failsWith("insufficient balance");
  }

  @Test
  void zeroMayBeTransferredByAnyone() {
    transfer("nobody", "alice 0").succeeds();
    assertThat(token.state()).isEmpty();
    mint("alice 7").succeeds();
    transfer("alice", "bob 0").succeeds();
    assertThat(balance("alice")).isEqualTo("7");
    assertThat(token.state()).doesNotContainKey("b:bob");
  }

  @Test
  void aBalanceCannotBeOverdrawn() {
    transfer("nobody", "alice 1").failsWith("insufficient balance");
    mint("alice 100").succeeds();
    transfer("alice", "bob 101").failsWith("insufficient balance");
    transfer("alice", "bob " + MAX_256).failsWith("insufficient balance");
    transfer("alice", "bob 18446744073709551616").failsWith("insufficient balance");
    assertThat(balance("alice")).isEqualTo("100");
    mint("carol 18446744073709551616").succeeds();
    transfer("carol", "bob 18446744073709551617").failsWith("insufficient balance");
  }

  @Test
  void aFullSupplyMovesAsOne() {
    mint("alice " + MAX_256).succeeds();
    transfer("alice", "bob " + MAX_256).succeeds();
    assertThat(balance("bob")).isEqualTo(MAX_256.toString());
    assertThat(token.state().get("b:bob")).hasSize(32).containsOnly(0xff);
    transfer("bob", "bob " + MAX_256).succeeds();
    transfer("bob", "alice 1").succeeds();
    assertThat(balance("bob")).isEqualTo(MAX_256.subtract(BigInteger.ONE).toString());
  }

  @Test
  void aReceiverBeyond256BitsIsRefused() {
    mint("alice 10").succeeds();
    token.state().put("b:rich", Powers.minimalBytes(MAX_256));
    transfer("alice", "rich 1").failsWith("total exceeds 256 bits");
    assertThat(balance("alice")).isEqualTo("10");
  }

  /** Around each power of two the number of stored bytes, or the way of computing, changes. */
  @ParameterizedTest
  @ValueSource(ints = {8, 16, 32, 56, 63, 64, 65, 72, 128, 192, 248, 255})
  void balancesAreStoredInTheFewestBytes(int power) {
    BigInteger value = BigInteger.TWO.pow(power);
    BigInteger below = value.subtract(BigInteger.ONE);
    mint("alice " + below).succeeds();
    assertThat(token.state().get("b:alice")).isEqualTo(Powers.minimalBytes(below));
    mint("alice 1").succeeds();
    assertThat(token.state().get("b:alice")).isEqualTo(Powers.minimalBytes(value));
    transfer("alice", "bob 1").succeeds();
    assertThat(token.state().get("b:alice")).isEqualTo(Powers.minimalBytes(below));
    assertThat(balance("alice")).isEqualTo(below.toString());
    transfer("alice", "carol " + below).succeeds();
    assertThat(token.state()).doesNotContainKey("b:alice");
    assertThat(balance("carol")).isEqualTo(below.toString());
  }

  @Test
  void amountsBeyond256BitsAreRefused() {
    String tooLarge = TWO_TO_256.toString();
    mint("alice " + tooLarge).failsWith("amount exceeds 256 bits");
    transfer("alice", "bob " + tooLarge).failsWith("amount exceeds 256 bits");
    transfer("alice", "bob " + "9".repeat(79)).failsWith("amount exceeds 256 bits");
    token.call("approve", "bob " + tooLarge, "alice").failsWith("amount exceeds 256 bits");
    assertThat(token.state()).isEmpty();
  }

  @Test
  void leadingZerosDoNotMatter() {
    mint("alice 00000000000000000000000000000000100").succeeds();
    transfer("alice", "bob 007").succeeds();
    assertThat(balance("alice")).isEqualTo("93");
    assertThat(token.state().get("b:bob")).containsExactly(7);
  }

  @Test
  void accountsHaveUpTo64Bytes() {
    mint(LONGEST + " 9").succeeds();
    token.call("approve", LONGEST + " 9", LONGEST).succeeds();
    String args = LONGEST + " " + "b".repeat(64) + " ";
    token.call("transfer_from", args + "000009", LONGEST).succeeds();
    assertThat(balance("b".repeat(64))).isEqualTo("9");
    token.call("transfer_from", args + "0".repeat(78), LONGEST).succeeds();
    token.call("transfer_from", args + "0".repeat(79), LONGEST).failsWith("arguments too long");
    transfer("alice", LONGEST + "a 0").failsWith("malformed arguments");
    transfer(LONGEST + "a", "bob 0").failsWith("sender too long");
  }

  @Test
  void accountsMayBeOutsideAscii() {
    mint("zoë 9").succeeds();
    transfer("zoë", "müller-lüdenscheidt 4").succeeds();
    assertThat(balance("zoë")).isEqualTo("5");
    assertThat(balance("müller-lüdenscheidt")).isEqualTo("4");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "bob",
        "bob ",
        "bob  1",
        " bob 1",
        "bob 1 ",
        "bob 1 2",
        "bob -1",
        "bob +1",
        "bob 1.0",
        "bob 0x10",
        "bob ten",
        "bo:b 1",
        ": 1",
        "bob\t1",
        "bob 1\n",
        "bob 1234567x",
        "bob 12345678/",
        "bob 12345678:",
        "bob 1234567:12345678",
        "bob 123456789012345678901234567890x",
        "bob ١"
      })
  void transfersRefuseMalformedArguments(String args) {
    mint("alice 100").succeeds();
    transfer("alice", args).failsWith("malformed arguments");
    mint(args).failsWith("malformed arguments");
    token.call("approve", args, "alice").failsWith("malformed arguments");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "transfer_from|alice bob",
        "transfer_from|alice bob ",
        "transfer_from|alice 1",
        "transfer_from|alice bob 1 ",
        "transfer_from|alice  1",
        "transfer_from| alice bob 1",
        "balance_of|''",
        "balance_of|alice ",
        "balance_of| alice",
        "balance_of|alice bob",
        "balance_of|al:ice",
        "allowance|alice",
        "allowance|alice ",
        "allowance|alice bob ",
        "allowance|alice bob carol",
        "allowance|al:ice bob"
      })
  void otherFunctionsRefuseMalformedArguments(String function, String args) {
    token.call(function, args, "alice").failsWith("malformed arguments");
  }
}
