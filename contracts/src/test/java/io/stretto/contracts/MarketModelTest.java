package io.stretto.contracts;

import static io.stretto.contracts.ContractLedger.operation;
import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.Operation;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random offers, sales and transfers against a model: the same errors, owners, offers and balances;
 * no money is made or lost, and the market keeps none.
 */
class MarketModelTest {

  private static final List<String> ACCOUNTS =
      List.of("alice", "bob", "a".repeat(64), MarketModel.CREATOR);
  private static final int TOKENS = 6;
  private static final int TRANSACTIONS = 300;
  private static final long MONEY = 100_000;

  private final MarketModel model = new MarketModel();
  private final ContractLedger ledger =
      new ContractLedger()
          .with(MarketModel.MARKET, ExampleContract.MARKET)
          .with("art", ExampleContract.NFT);
  private int sales;
  private int failures;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void behavesAsTheModel(long seed) {
    Random random = new Random(seed);
    for (String account : ACCOUNTS) {
      ledger.withBalance(account, MONEY);
      model.balances.put(account, MONEY);
    }
    for (int i = 0; i < TOKENS; i++) {
      String owner = ACCOUNTS.get(i % ACCOUNTS.size());
      ledger.call(MarketModel.CREATOR, "art", "mint", owner + " u");
      model.mint(owner);
    }
    for (int i = 0; i < TRANSACTIONS; i++) {
      String where = "seed " + seed + ", transaction " + i;
      step(random, where);
      compare(where);
    }
    assertThat(sales).as("sales").isGreaterThan(15);
    assertThat(failures).as("failures").isGreaterThan(30);
  }

  private void step(Random random, String where) {
    String sender = ACCOUNTS.get(random.nextInt(ACCOUNTS.size()));
    long id = 1L + random.nextInt(TOKENS);
    long amount = 1L + random.nextInt(2_000);
    if (random.nextInt(3) > 0) {
      sender = whoCan(id, sender);
    }
    String token = "art " + id;
    switch (random.nextInt(11)) {
      case 0, 1 ->
          check(where, sender, model.approve(sender, id), "art", "approve", "market " + id);
      case 2, 3 ->
          check(
              where,
              sender,
              model.list(sender, id, amount),
              "market",
              "list",
              token + " " + amount);
      case 4 -> check(where, sender, model.cancel(sender, id), "market", "cancel", token);
      case 5 ->
          check(
              where,
              sender,
              model.setPrice(sender, id, amount),
              "market",
              "set_price",
              token + " " + amount);
      case 6, 7, 8, 9 ->
          buy(
              where,
              ACCOUNTS.get(random.nextInt(ACCOUNTS.size())),
              offered(random, id),
              2 * amount);
      default -> rarely(random, where, sender, id);
    }
  }

  /** The one who may do something with a token. */
  private String whoCan(long id, String otherwise) {
    MarketModel.Offer offer = model.offers.get(id);
    if (offer != null) {
      return offer.seller();
    }
    return ACCOUNTS.contains(model.owners.get(id)) ? model.owners.get(id) : otherwise;
  }

  /** Mostly a token that is for sale. */
  private long offered(Random random, long otherwise) {
    List<Long> ids = List.copyOf(model.offers.keySet());
    return ids.isEmpty() || random.nextInt(5) == 0
        ? otherwise
        : ids.get(random.nextInt(ids.size()));
  }

  private void buy(String where, String sender, long id, long deposit) {
    String error = model.buy(sender, id, deposit);
    sales += error.isEmpty() ? 1 : 0;
    check(
        where,
        sender,
        error,
        operation("market", "buy", "art " + id).withDeposit(BigInteger.valueOf(deposit)));
  }

  private void rarely(Random random, String where, String sender, long id) {
    if (random.nextBoolean()) {
      int share = random.nextInt(4) == 0 ? 0 : random.nextInt(10_001);
      model.royalty(share);
      check(where, MarketModel.CREATOR, "", "art", "set_royalty", String.valueOf(share));
      return;
    }
    String to = ACCOUNTS.get(random.nextInt(ACCOUNTS.size()));
    check(where, sender, model.transfer(sender, id, to), "art", "transfer", to + " " + id);
  }

  private void check(
      String where, String sender, String error, String contract, String function, String args) {
    check(where, sender, error, operation(contract, function, args));
  }

  private void check(String where, String sender, String error, Operation operation) {
    failures += error.isEmpty() ? 0 : 1;
    assertThat(ledger.attempt(sender, operation).errorMessage()).as(where).isEqualTo(error);
  }

  private void compare(String where) {
    model.balances.forEach(
        (account, balance) ->
            assertThat(ledger.balance(account)).as(where + ", " + account).isEqualTo(balance));
    assertThat(ledger.balance(MarketModel.MARKET)).as(where).isZero();
    assertThat(ACCOUNTS.stream().mapToLong(ledger::balance).sum())
        .as(where)
        .isEqualTo(MONEY * ACCOUNTS.size())
        .isEqualTo(-ledger.balance("issuer"));
    model.owners.forEach(
        (id, owner) -> {
          assertThat(ledger.view("art", "owner_of", id.toString())).as(where).isEqualTo(owner);
          assertThat(owner.equals(MarketModel.MARKET)).isEqualTo(model.offers.containsKey(id));
        });
    StringBuilder offers = new StringBuilder();
    model.offers.forEach((id, offer) -> offers.append(id).append(' ').append(offer).append('\n'));
    assertThat(ledger.view("market", "listings", "art")).as(where).isEqualTo(offers.toString());
  }
}
