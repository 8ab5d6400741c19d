package io.stretto.contracts;

import static io.stretto.contracts.Powers.TWO_TO_128;
import static java.math.BigInteger.ONE;
import static java.math.BigInteger.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random calls with amounts of every length: results as computed with big integers, and nothing
 * made or lost.
 */
class AmmModelTest {

  private static final int CALLS = 200;
  private static final int MAX_BITS = 126;
  private static final List<String> ACCOUNTS = List.of("alice", "bob");

  /** A pool's reserves, in the order of the assets' names, and its shares. */
  private record Pool(BigInteger first, BigInteger second, BigInteger shares) {}

  private Random random = new Random(0);
  private final DeployedContract amm = new DeployedContract(ExampleContract.AMM);
  private Pool pool = new Pool(ZERO, ZERO, ZERO);
  private int succeeded;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void behavesAsTheModel(long seed) {
    random = new Random(seed);
    endow();
    for (int i = 0; i < CALLS; i++) {
      String where = "seed " + seed + ", call " + i;
      BigInteger[] held = {held("A"), held("B")};
      step(where);
      Pool after = poolNow();
      assertThat(held("A")).as("%s: sum of A", where).isEqualTo(held[0]);
      assertThat(held("B")).as("%s: sum of B", where).isEqualTo(held[1]);
      assertValueOfAShareDoesNotFall(where, pool, after);
      pool = after;
    }
    assertThat(succeeded).isGreaterThan(CALLS / 4);
  }

  private void endow() {
    for (String account : ACCOUNTS) {
      amm.call("deposit", "A " + ONE.shiftLeft(MAX_BITS), account).succeeds();
      amm.call("deposit", "B " + ONE.shiftLeft(MAX_BITS), account).succeeds();
    }
    amm.call("create_pool", "A B", "alice").succeeds();
    BigInteger first = ONE.shiftLeft(20 + random.nextInt(90));
    BigInteger second = ONE.shiftLeft(20 + random.nextInt(90));
    BigInteger shares = first.multiply(second).sqrt();
    Outcome outcome = amm.call("add_liquidity", "A B " + first + " " + second, "alice");
    assertThat(outcome.value())
        .isEqualTo(words(shares.subtract(BigInteger.valueOf(1000)), first, second));
    pool = poolNow();
  }

  private void step(String where) {
    String account = ACCOUNTS.get(random.nextInt(ACCOUNTS.size()));
    switch (random.nextInt(4)) {
      case 0 -> add(where, account);
      case 1 -> remove(where, account);
      default -> swap(where, account, random.nextBoolean());
    }
  }

  private void swap(String where, String account, boolean forward) {
    BigInteger amount = Powers.anyLength(random, MAX_BITS);
    String args = (forward ? "A B " : "B A ") + amount;
    BigInteger reserveIn = forward ? pool.first : pool.second;
    BigInteger reserveOut = forward ? pool.second : pool.first;
    BigInteger afterFee = muldiv(amount, BigInteger.valueOf(997), BigInteger.valueOf(1000));
    BigInteger expected = muldiv(afterFee, reserveOut, reserveIn.add(afterFee));
    BigInteger balance = balance(account, forward ? "A" : "B");
    Outcome quote = amm.call("quote", args, account);
    Outcome swap = amm.call("swap", args, account);
    if (reserveIn.add(amount).compareTo(TWO_TO_128) >= 0) {
      swap.failsWith("amount exceeds 128 bits");
    } else if (expected.signum() == 0) {
      swap.failsWith("amount too small");
    } else if (amount.compareTo(balance) > 0) {
      swap.failsWith("insufficient balance");
    } else {
      succeeded++;
      assertThat(swap.value()).as(where).isEqualTo(expected.toString()).isEqualTo(quote.value());
    }
  }

  private void add(String where, String account) {
    BigInteger first = Powers.anyLength(random, MAX_BITS).max(ONE);
    BigInteger second = Powers.anyLength(random, MAX_BITS).max(ONE);
    BigInteger wanted = muldiv(first, pool.second, pool.first);
    boolean allOfFirst = wanted.compareTo(second) <= 0;
    BigInteger taken = allOfFirst ? first : muldiv(second, pool.first, pool.second);
    BigInteger takenSecond = allOfFirst ? wanted : second;
    BigInteger shares =
        muldiv(taken, pool.shares, pool.first).min(muldiv(takenSecond, pool.shares, pool.second));
    Outcome outcome = amm.call("add_liquidity", "A B " + first + " " + second, account);
    if (outcome.hasSucceeded()) {
      succeeded++;
      assertThat(outcome.value()).as(where).isEqualTo(words(shares, taken, takenSecond));
    } else if (shares.signum() == 0) {
      outcome.failsWith("amount too small");
    } else {
      assertThat(outcome.errorMessage())
          .as(where)
          .isIn("insufficient balance", "amount exceeds 128 bits");
    }
  }

  private void remove(String where, String account) {
    BigInteger owned = new BigInteger(amm.call("shares_of", account + " A B", account).value());
    BigInteger shares = Powers.anyLength(random, owned.bitLength()).max(ONE);
    Outcome outcome = amm.call("remove_liquidity", "B A " + shares, account);
    if (shares.compareTo(owned) > 0) {
      outcome.failsWith("insufficient shares");
      return;
    }
    succeeded++;
    assertThat(outcome.value())
        .as(where)
        .isEqualTo(
            words(
                muldiv(shares, pool.second, pool.shares), muldiv(shares, pool.first, pool.shares)));
  }

  /** The product of the reserves for each share squared: what one share owns. */
  private static void assertValueOfAShareDoesNotFall(String where, Pool before, Pool after) {
    BigInteger valueAfter = after.first.multiply(after.second).multiply(before.shares.pow(2));
    BigInteger valueBefore = before.first.multiply(before.second).multiply(after.shares.pow(2));
    assertThat(valueAfter).as("%s: value of a share", where).isGreaterThanOrEqualTo(valueBefore);
  }

  private static BigInteger muldiv(BigInteger a, BigInteger b, BigInteger divisor) {
    return a.multiply(b).divide(divisor);
  }

  private static String words(BigInteger... amounts) {
    return String.join(" ", Stream.of(amounts).map(BigInteger::toString).toList());
  }

  private Pool poolNow() {
    List<BigInteger> numbers =
        Stream.of(amm.call("pool", "A B", "alice").value().split(" ", -1))
            .map(BigInteger::new)
            .toList();
    return new Pool(numbers.get(0), numbers.get(1), numbers.get(2));
  }

  /** All there is of an asset: in the accounts and in the pool. */
  private BigInteger held(String asset) {
    BigInteger sum = asset.equals("A") ? poolNow().first : poolNow().second;
    for (String account : ACCOUNTS) {
      sum = sum.add(balance(account, asset));
    }
    return sum;
  }

  private BigInteger balance(String account, String asset) {
    return new BigInteger(amm.call("balance_of", account + " " + asset, account).value());
  }
}
