package io.stretto.contracts;

import static io.stretto.contracts.Powers.MAX_256;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenAllowanceTest {

  private final DeployedContract token = new DeployedContract(ExampleContract.TOKEN);

  private Outcome mint(String args) {
    return token.call("mint", args, "owner");
  }

  private String balance(String account) {
    return token.call("balance_of", account, "anyone").value();
  }

  private String allowance(String args) {
    return token.call("allowance", args, "anyone").value();
  }

  @Test
  void allowancesAreSpentByTheSpenderAlone() {
    mint("alice 100").succeeds();
    token.call("approve", "bob 60", "alice").succeeds();
    assertThat(allowance("alice bob")).isEqualTo("60");
    token.call("transfer_from", "alice carol 1", "carol").failsWith("insufficient allowance");
    token.call("transfer_from", "alice carol 25", "bob").succeeds();
    assertThat(balance("alice")).isEqualTo("75");
    assertThat(balance("carol")).isEqualTo("25");
    assertThat(allowance("alice bob")).isEqualTo("35");
    token.call("transfer_from", "alice carol 36", "bob").failsWith("insufficient allowance");
    token.call("transfer_from", "alice bob 35", "bob").succeeds();
    assertThat(token.state()).doesNotContainKey("a:alice:bob");
    assertThat(allowance("alice bob")).isEqualTo("0");
    assertThat(balance("bob")).isEqualTo("35");
  }

  @Test
  void approvingSetsAndDoesNotAdd() {
    token.call("approve", "bob 60", "alice").succeeds();
    token.call("approve", "bob " + MAX_256, "alice").succeeds();
    assertThat(allowance("alice bob")).isEqualTo(MAX_256.toString());
    assertThat(allowance("bob alice")).isEqualTo("0");
    token.call("approve", "bob 0", "alice").succeeds();
    assertThat(token.state()).isEmpty();
  }

  @Test
  void anAllowanceDoesNotReplaceABalance() {
    mint("alice 5").succeeds();
    token.call("approve", "bob 10", "alice").succeeds();
    token.call("transfer_from", "alice carol 6", "bob").failsWith("insufficient balance");
    assertThat(allowance("alice bob")).isEqualTo("10");
    token.call("transfer_from", "alice alice 5", "bob").succeeds();
    assertThat(balance("alice")).isEqualTo("5");
    assertThat(allowance("alice bob")).isEqualTo("5");
  }

  @Test
  void colonsCannotForgeAnAllowance() {
    mint("a 5").succeeds();
    token.call("approve", "b:c 5", "a").failsWith("malformed arguments");
    token.call("approve", "c 5", "a:b").failsWith("account contains a colon");
    token.call("transfer_from", "a x 0", "b:c").failsWith("account contains a colon");
    token.call("transfer_from", "a:b x 5", "c").failsWith("malformed arguments");
  }
}
