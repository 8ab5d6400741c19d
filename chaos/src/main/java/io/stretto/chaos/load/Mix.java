package io.stretto.chaos.load;

import io.stretto.chaos.history.Question;
import io.stretto.client.TransactionRequest;
import io.stretto.contracts.ExampleContract;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Transactions on all example contracts, some of which conflict a little and some always, and
 * questions about what they change.
 */
final class Mix {

  private static final String OWNER = "owner";
  private static final String TOKEN = "gold";
  private static final int ACCOUNTS = 200;
  private static final int HOT_ACCOUNTS = 5;
  private static final int TRADERS = 20;
  private static final String PAIR = "ETH USD";

  private Mix() {}

  /** What comes before everything else, in this order. */
  static List<TransactionRequest> preparation() {
    List<TransactionRequest> requests = new ArrayList<>();
    for (ExampleContract contract : ExampleContract.values()) {
      requests.add(TransactionRequest.deployment(name(contract), contract.code(), OWNER));
    }
    for (int account = 0; account < ACCOUNTS; account++) {
      requests.add(call(TOKEN, "mint", account(account) + " 1000000", OWNER));
    }
    addDeposits(requests, OWNER, "1000000000000");
    requests.add(call("amm", "create_pool", PAIR, OWNER));
    requests.add(call("amm", "add_liquidity", PAIR + " 1000000000 1000000000", OWNER));
    for (int trader = 0; trader < TRADERS; trader++) {
      addDeposits(requests, "trader-" + trader, "1000000000");
    }
    requests.add(call("counter", "increment", "", OWNER));
    requests.add(call("cumulative-hash", "append", "begin", OWNER));
    return requests;
  }

  /** One transaction. */
  static TransactionRequest next(RandomGenerator random) {
    int percent = random.nextInt(100);
    if (percent < 65) {
      return transfer(random);
    }
    if (percent < 77) {
      return call("counter", "increment", "", anyAccount(random));
    }
    if (percent < 87) {
      return swap(random);
    }
    return percent < 94
        ? call("cumulative-hash", "append", "more", anyAccount(random))
        : call("nft", "mint", anyAccount(random) + " ipfs://chaos", OWNER);
  }

  /** One question; it is about something that the preparation left there. */
  static Question ask(RandomGenerator random) {
    return switch (random.nextInt(6)) {
      case 0, 1 -> new Question.Value(TOKEN, "b:" + anyAccount(random));
      case 2 -> new Question.View(TOKEN, "balance_of", anyAccount(random));
      case 3 -> new Question.View("amm", "pool", PAIR);
      case 4 -> new Question.View("cumulative-hash", "get", "");
      default -> new Question.Value("counter", "c");
    };
  }

  private static TransactionRequest transfer(RandomGenerator random) {
    int receivers = random.nextInt(10) == 0 ? HOT_ACCOUNTS : ACCOUNTS;
    int amount = random.nextInt(50) == 0 ? 100_000_000 : 1 + random.nextInt(1_000);
    String to = account(random.nextInt(receivers));
    return call(TOKEN, "transfer", to + " " + amount, anyAccount(random));
  }

  private static TransactionRequest swap(RandomGenerator random) {
    String direction = random.nextBoolean() ? PAIR : "USD ETH";
    String trader = "trader-" + random.nextInt(TRADERS);
    return call("amm", "swap", direction + " " + (1_000 + random.nextInt(1_000)), trader);
  }

  private static void addDeposits(List<TransactionRequest> requests, String who, String amount) {
    for (String asset : List.of("ETH", "USD")) {
      requests.add(call("amm", "deposit", asset + " " + amount, who));
    }
  }

  private static String name(ExampleContract contract) {
    return contract == ExampleContract.TOKEN ? TOKEN : contract.contractName();
  }

  private static String anyAccount(RandomGenerator random) {
    return account(random.nextInt(ACCOUNTS));
  }

  private static String account(int number) {
    return "account-" + number;
  }

  private static TransactionRequest call(
      String contract, String function, String arguments, String sender) {
    return TransactionRequest.call(
        contract, function, arguments.getBytes(StandardCharsets.ISO_8859_1), sender);
  }
}
