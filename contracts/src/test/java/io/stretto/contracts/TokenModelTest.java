package io.stretto.contracts;

import static io.stretto.contracts.Powers.TWO_TO_256;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random calls against a model with big integers: same outcomes, same state, byte for byte. */
class TokenModelTest {

  private static final List<String> ACCOUNTS =
      List.of("alice", "bob", "c", "0x52908400098527886e0f7030069857d2e4169ee7");
  private static final int CALLS = 2000;

  private final Map<String, BigInteger> model = new HashMap<>();
  private Random random = new Random(0);

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void behavesAsTheModel(long seed) {
    random = new Random(seed);
    DeployedContract token = new DeployedContract(ExampleContract.TOKEN);
    token.call("init", "", "alice").succeeds();
    for (int i = 0; i < CALLS; i++) {
      step(token, "seed " + seed + ", call " + i);
      compareState(token);
    }
    assertThat(model).as("something happened").hasSizeGreaterThan(3);
  }

  private void step(DeployedContract token, String where) {
    String sender = anyAccount();
    String first = anyAccount();
    String second = anyAccount();
    switch (random.nextInt(6)) {
      case 0 -> {
        BigInteger amount = Powers.anyLength(random, 256);
        String error = mint(first, amount);
        compare(where, token.call("mint", first + " " + amount, "alice"), error);
      }
      case 1 -> {
        BigInteger amount = upTo("b:" + first);
        model.put("a:" + sender + ":" + first, amount);
        compare(where, token.call("approve", first + " " + amount, sender), "");
      }
      case 2 -> {
        BigInteger amount = upTo("a:" + first + ":" + sender);
        String error = transferFrom(sender, first, second, amount);
        String args = first + " " + second + " " + amount;
        compare(where, token.call("transfer_from", args, sender), error);
      }
      default -> {
        BigInteger amount = upTo("b:" + sender);
        String error = move("b:" + sender, "b:" + first, amount);
        compare(where, token.call("transfer", first + " " + amount, sender), error);
      }
    }
  }

  private static void compare(String where, Outcome outcome, String expectedError) {
    assertThat(outcome.errorMessage()).as(where).isEqualTo(expectedError);
    assertThat(outcome.hasSucceeded()).as(where).isEqualTo(expectedError.isEmpty());
  }

  private void compareState(DeployedContract token) {
    model.values().removeIf(value -> value.signum() == 0);
    assertThat(token.state()).hasSize(model.size() + 1);
    model.forEach(
        (key, value) ->
            assertThat(token.state().get(key)).as(key).isEqualTo(Powers.minimalBytes(value)));
  }

  private String anyAccount() {
    return ACCOUNTS.get(random.nextInt(ACCOUNTS.size()));
  }

  private BigInteger get(String key) {
    return model.getOrDefault(key, BigInteger.ZERO);
  }

  /** Mostly an amount that is there; now and then all of it, or one too many, or anything. */
  private BigInteger upTo(String key) {
    BigInteger there = get(key);
    return switch (random.nextInt(8)) {
      case 0 -> there;
      case 1 -> there.add(BigInteger.ONE).min(Powers.MAX_256);
      case 2 -> Powers.anyLength(random, 256);
      default -> Powers.anyLength(random, there.bitLength()).min(there);
    };
  }

  private String mint(String to, BigInteger amount) {
    if (get("s").add(amount).compareTo(TWO_TO_256) >= 0) {
      return "total exceeds 256 bits";
    }
    model.merge("s", amount, BigInteger::add);
    model.merge("b:" + to, amount, BigInteger::add);
    return "";
  }

  private String move(String from, String to, BigInteger amount) {
    if (get(from).compareTo(amount) < 0) {
      return "insufficient balance";
    }
    model.put(from, get(from).subtract(amount));
    model.put(to, get(to).add(amount));
    return "";
  }

  private String transferFrom(String spender, String owner, String to, BigInteger amount) {
    String allowance = "a:" + owner + ":" + spender;
    if (get(allowance).compareTo(amount) < 0) {
      return "insufficient allowance";
    }
    String error = move("b:" + owner, "b:" + to, amount);
    if (error.isEmpty()) {
      model.put(allowance, get(allowance).subtract(amount));
    }
    return error;
  }
}
