package io.stretto.contracts;

import static io.stretto.contracts.Powers.MAX_128;
import static io.stretto.contracts.Powers.TWO_TO_128;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmmTest {

  private final DeployedContract amm = new DeployedContract(ExampleContract.AMM);

  private Outcome alice(String function, String args) {
    return amm.call(function, args, "alice");
  }

  private String view(String function, String args) {
    return amm.call(function, args, "anyone").value();
  }

  /** A pool with these reserves, all of it alice's. */
  private void pool(String first, String second) {
    alice("create_pool", "ETH USD").succeeds();
    alice("deposit", "ETH " + first).succeeds();
    alice("deposit", "USD " + second).succeeds();
    alice("add_liquidity", "ETH USD " + first + " " + second).succeeds();
  }

  @Test
  void depositsAndWithdrawals() {
    alice("deposit", "ETH 100").succeeds();
    alice("deposit", "ETH 5").succeeds();
    amm.call("deposit", "ETH 7", "bob").succeeds();
    assertThat(view("balance_of", "alice ETH")).isEqualTo("105");
    assertThat(view("balance_of", "alice USD")).isEqualTo("0");
    alice("withdraw", "ETH 106").failsWith("insufficient balance");
    alice("withdraw", "USD 1").failsWith("insufficient balance");
    alice("withdraw", "ETH 105").succeeds();
    assertThat(amm.state()).containsOnlyKeys("b:ETH:bob");
    alice("withdraw", "ETH 0").succeeds();
  }

  @Test
  void balancesEndAt128Bits() {
    alice("deposit", "ETH " + MAX_128).succeeds();
    assertThat(view("balance_of", "alice ETH")).isEqualTo(MAX_128.toString());
    assertThat(amm.state().get("b:ETH:alice")).hasSize(16).containsOnly(0xff);
    alice("deposit", "ETH 1").failsWith("balance exceeds 128 bits");
    alice("deposit", "USD " + TWO_TO_128).failsWith("amount exceeds 128 bits");
    alice("deposit", "USD " + "9".repeat(60)).failsWith("amount exceeds 128 bits");
    alice("deposit", "USD 000" + MAX_128).succeeds();
  }

  @Test
  void aPoolIsCreatedOnceInEitherOrder() {
    alice("create_pool", "USD ETH").succeeds();
    alice("create_pool", "USD ETH").failsWith("pool exists");
    alice("create_pool", "ETH USD").failsWith("pool exists");
    alice("create_pool", "ETH ETH").failsWith("assets must differ");
    assertThat(amm.state()).containsOnlyKeys("p:ETH:USD");
    assertThat(view("pool", "USD ETH")).isEqualTo("0 0 0");
    alice("create_pool", "ETH USDC").succeeds();
  }

  @Test
  void theFirstLiquiditySetsThePrice() {
    alice("create_pool", "USD ETH").succeeds();
    alice("deposit", "ETH 10000").succeeds();
    alice("deposit", "USD 50000000").succeeds();
    // floor(sqrt(4000 * 25000000)) = 316227, of which 1000 are locked.
    assertThat(alice("add_liquidity", "USD ETH 25000000 4000").value())
        .isEqualTo("315227 25000000 4000");
    assertThat(view("pool", "ETH USD")).isEqualTo("4000 25000000 316227");
    assertThat(view("pool", "USD ETH")).isEqualTo("25000000 4000 316227");
    assertThat(view("shares_of", "alice USD ETH")).isEqualTo("315227");
    assertThat(view("shares_of", "alice ETH USD")).isEqualTo("315227");
    assertThat(view("balance_of", "alice ETH")).isEqualTo("6000");
    assertThat(amm.state())
        .containsOnlyKeys("b:ETH:alice", "b:USD:alice", "p:ETH:USD", "l:ETH:USD:alice");
  }

  @Test
  void laterLiquidityKeepsTheProportion() {
    pool("100000", "400000");
    amm.call("deposit", "ETH 9000", "bob").succeeds();
    amm.call("deposit", "USD 9000", "bob").succeeds();
    assertThat(amm.call("add_liquidity", "ETH USD 9000 8000", "bob").value())
        .isEqualTo("4000 2000 8000");
    assertThat(amm.call("add_liquidity", "USD ETH 1000 250", "bob").value())
        .isEqualTo("500 1000 250");
    assertThat(view("balance_of", "bob ETH")).isEqualTo("6750");
    assertThat(view("balance_of", "bob USD")).isEqualTo("0");
    assertThat(view("pool", "ETH USD")).isEqualTo("102250 409000 204500");
  }

  @Test
  void liquidityMustBeWorthAShareAndBeThere() {
    alice("add_liquidity", "ETH USD 1 1").failsWith("no such pool");
    alice("create_pool", "ETH USD").succeeds();
    alice("deposit", "ETH 1000000").succeeds();
    alice("add_liquidity", "ETH USD 0 5").failsWith("amount too small");
    alice("add_liquidity", "ETH USD 5 0").failsWith("amount too small");
    alice("add_liquidity", "ETH USD 1000 1000").failsWith("amount too small");
    alice("add_liquidity", "ETH USD 2000 2000").failsWith("insufficient balance");
    alice("deposit", "USD 1000000").succeeds();
    alice("add_liquidity", "ETH USD 2000 2000 1001").failsWith("less than the minimum");
    alice("add_liquidity", "ETH USD 2000 2000 1000").succeeds();
    assertThat(view("balance_of", "alice USD")).isEqualTo("998000");
    alice("add_liquidity", "ETH ETH 5 5").failsWith("assets must differ");
  }

  @Test
  void removedLiquidityPaysItsPart() {
    pool("100000", "400000");
    assertThat(alice("remove_liquidity", "USD ETH 50000").value()).isEqualTo("100000 25000");
    assertThat(view("pool", "ETH USD")).isEqualTo("75000 300000 150000");
    assertThat(view("balance_of", "alice ETH")).isEqualTo("25000");
    alice("remove_liquidity", "ETH USD 149001").failsWith("insufficient shares");
    amm.call("remove_liquidity", "ETH USD 1", "bob").failsWith("insufficient shares");
    alice("remove_liquidity", "ETH USD 0").failsWith("amount too small");
    alice("remove_liquidity", "ETH USD 50000 25001 0").failsWith("less than the minimum");
    alice("remove_liquidity", "ETH USD 50000 25000 100001").failsWith("less than the minimum");
    alice("remove_liquidity", "ETH USD 149000 74500 298000").succeeds();
    assertThat(view("pool", "ETH USD")).isEqualTo("500 2000 1000");
    assertThat(amm.state()).doesNotContainKey("l:ETH:USD:alice");
    alice("remove_liquidity", "ETH EUR 1").failsWith("no such pool");
  }

  @Test
  void aSwapPaysTheConstantProductLessTheFee() {
    pool("1000000", "1000000");
    amm.call("deposit", "ETH 10000", "bob").succeeds();
    // 10000 * 0.997 = 9970; 9970 * 1000000 / 1009970 = 9871.58
    assertThat(view("quote", "ETH USD 10000")).isEqualTo("9871");
    assertThat(amm.call("swap", "ETH USD 10000", "bob").value()).isEqualTo("9871");
    assertThat(view("balance_of", "bob ETH")).isEqualTo("0");
    assertThat(view("balance_of", "bob USD")).isEqualTo("9871");
    assertThat(view("pool", "ETH USD")).isEqualTo("1010000 990129 1000000");
    // 9871 * 0.997 = 9841.4; 9841 * 1010000 / (990129 + 9841) = 9939.7
    assertThat(amm.call("swap", "USD ETH 9871", "bob").value()).isEqualTo("9939");
    assertThat(view("pool", "ETH USD")).isEqualTo("1000061 1000000 1000000");
  }

  @Test
  void aQuoteChangesNothing() {
    pool("1000000", "1000000");
    Outcome quote = amm.call("quote", "ETH USD 10000", "bob").succeeds();
    assertThat(quote.writes()).isEmpty();
  }

  @Test
  void aSwapReadsAndWritesThreeKeys() {
    pool("1000000", "1000000");
    alice("deposit", "ETH 100").succeeds();
    Outcome swap = alice("swap", "ETH USD 100").succeeds().touches(3, 3);
    assertThat(swap.gas()).isLessThanOrEqualTo(31_238);
  }

  @Test
  void aSwapIsRefusedWhereItCannotBeMade() {
    alice("swap", "ETH USD 5").failsWith("no such pool");
    alice("quote", "ETH USD 5").failsWith("no such pool");
    alice("pool", "ETH USD").failsWith("no such pool");
  }

  @ParameterizedTest
  @CsvSource({
    "ETH USD 0, amount too small",
    "ETH USD 1, amount too small",
    "ETH USD 1001, insufficient balance",
    "ETH USD 1000 997, less than the minimum",
    "ETH ETH 5, assets must differ",
    "ETH EUR 5, no such pool",
    "ETH USD 340282366920938463463374607431768211455, amount exceeds 128 bits"
  })
  void aSwapIsRefused(String args, String error) {
    pool("1000000", "1000000");
    amm.call("deposit", "ETH 1000", "bob").succeeds();
    amm.call("swap", args, "bob").failsWith(error);
    assertThat(view("balance_of", "bob ETH")).isEqualTo("1000");
    assertThat(view("pool", "ETH USD")).isEqualTo("1000000 1000000 1000000");
  }

  @Test
  void anEmptyPoolHasNoPrice() {
    alice("create_pool", "ETH USD").succeeds();
    alice("quote", "ETH USD 5").failsWith("pool is empty");
    alice("swap", "ETH USD 5").failsWith("pool is empty");
    alice("remove_liquidity", "ETH USD 5").failsWith("insufficient shares");
  }

  @Test
  void theLargestPoolComputesWithoutOverflow() {
    String max = MAX_128.toString();
    pool(max, max);
    assertThat(view("pool", "ETH USD")).isEqualTo(max + " " + max + " " + max);
    alice("quote", "ETH USD 1").failsWith("amount exceeds 128 bits");
    String half = MAX_128.shiftRight(1).toString();
    assertThat(alice("remove_liquidity", "ETH USD " + half).value()).isEqualTo(half + " " + half);
    BigInteger reserve = TWO_TO_128.shiftRight(1);
    BigInteger afterFee =
        new BigInteger(half).multiply(BigInteger.valueOf(997)).divide(BigInteger.valueOf(1000));
    BigInteger expected = afterFee.multiply(reserve).divide(reserve.add(afterFee));
    assertThat(alice("swap", "ETH USD " + half).value()).isEqualTo(expected.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "deposit|''",
        "deposit|ETH",
        "deposit|ETH ",
        "deposit|ETH 1 2",
        "deposit|ETH -1",
        "deposit|ETH 1x",
        "deposit| ETH 1",
        "deposit|ETH  1",
        "deposit|E:H 1",
        "withdraw|ETH",
        "withdraw|ETH 1 ",
        "create_pool|ETH",
        "create_pool|ETH USD EUR",
        "create_pool|ETH U:D",
        "add_liquidity|ETH USD 1",
        "add_liquidity|ETH USD 1 x",
        "add_liquidity|ETH USD 1 1 1 1",
        "remove_liquidity|ETH USD",
        "remove_liquidity|ETH USD 1 1 1 1",
        "swap|ETH USD",
        "swap|ETH USD 1 1 1",
        "swap|ETH USD 1 ",
        "quote|ETH USD",
        "quote|ETH USD 1 1",
        "pool|ETH",
        "pool|ETH USD 1",
        "balance_of|alice",
        "balance_of|alice ETH USD",
        "shares_of|alice ETH",
        "shares_of|alice ETH USD 1"
      })
  void malformedArgumentsAreRefused(String function, String args) {
    pool("1000000", "1000000");
    alice(function, args).failsWith("malformed arguments");
  }

  @Test
  void namesHaveUpTo64Bytes() {
    String asset = "A".repeat(64);
    String other = "B".repeat(64);
    String sender = "s".repeat(64);
    amm.call("create_pool", other + " " + asset, sender).succeeds();
    amm.call("deposit", asset + " 5000", sender).succeeds();
    amm.call("deposit", other + " 5000", sender).succeeds();
    amm.call("add_liquidity", asset + " " + other + " 5000 5000", sender).succeeds();
    assertThat(amm.state()).containsKey("l:" + asset + ":" + other + ":" + sender);
    amm.call("deposit", asset + "A 1", sender).failsWith("malformed arguments");
    amm.call("deposit", "A 1", sender + "s").failsWith("sender too long");
    amm.call("deposit", "A " + "0".repeat(510) + "1", sender).failsWith("arguments too long");
  }
}
