package io.stretto.cli.demo;

import io.stretto.cli.token.TokenOperation;
import io.stretto.cli.token.TokenOperation.Kind;
import io.stretto.client.TransactionRequest;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * An endless run of transactions, the same for the same seed, whose kinds and whose contention
 * follow what was measured on Ethereum's main net: six in ten move the chain's own coin, a fifth
 * moves tokens whose popularity falls like Zipf's law, and a few exchanges take part in much of it,
 * so that in a block of about 200 some 31 % of the transactions meet an earlier one and the longest
 * chain has some 11 %. Not for use by several threads.
 */
public final class Workload {

  /** The contract of the chain's own coin. */
  public static final String COIN = "ETH";

  /** The account that owns the contracts. */
  public static final String OWNER = "owner";

  static final int TOKENS = 100;
  static final int POOLS = 8;
  static final int TRADERS_PER_POOL = 25;

  private static final int ACCOUNTS = 6_000;
  private static final int SPENDERS = 12;
  private static final double[] EXCHANGE_SHARES = {0.185, 0.11, 0.075, 0.045, 0.025};

  private final RandomGenerator random;
  private final Zipf tokens = new Zipf(TOKENS, 1.1);
  private final Zipf pools = new Zipf(POOLS, 0.8);
  private final Zipf holders = new Zipf(ACCOUNTS, 0.35);
  private long made;

  /**
   * One transaction of the workload.
   *
   * @param request the transaction, without an id
   * @param token what it is as an operation on a token, where it is one
   */
  public record Item(TransactionRequest request, Optional<TokenOperation> token) {}

  /** The workload of a seed, from its beginning. */
  public Workload(long seed) {
    this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  /** The next transaction. */
  public Item next() {
    made++;
    int percent = random.nextInt(100);
    if (percent < 63) {
      return token(coinTransfer());
    }
    if (percent < 82) {
      return token(tokenTransfer());
    }
    if (percent < 86) {
      return token(transferFrom());
    }
    if (percent < 92) {
      return token(approval());
    }
    if (percent < 96) {
      return other(swap());
    }
    return other(percent < 98 ? mint() : count());
  }

  private static Item token(TokenOperation operation) {
    return new Item(operation.toRequest(), Optional.of(operation));
  }

  private static Item other(TransactionRequest request) {
    return new Item(request, Optional.empty());
  }

  /** A transfer among people, or a deposit to or a withdrawal from an exchange. */
  private TokenOperation coinTransfer() {
    String person = person();
    double at = random.nextDouble();
    for (int exchange = 0; exchange < EXCHANGE_SHARES.length; exchange++) {
      at -= EXCHANGE_SHARES[exchange];
      if (at < 0) {
        String name = "exchange-" + exchange;
        return random.nextInt(4) == 0 ? transfer(COIN, person, name) : transfer(COIN, name, person);
      }
    }
    return transfer(COIN, person, person());
  }

  private TokenOperation tokenTransfer() {
    String asset = tokenName(tokens.next(random));
    String person = person();
    return switch (random.nextInt(16)) {
      case 0 -> transfer(asset, person, "exchange-0");
      case 1 -> transfer(asset, "exchange-0", person);
      case 2 -> transfer(asset, "exchange-1", person);
      default -> transfer(asset, person, person());
    };
  }

  private TokenOperation transferFrom() {
    String spender = "router-" + random.nextInt(SPENDERS);
    String asset = tokenName(tokens.next(random));
    return new TokenOperation(
        Kind.TRANSFER_FROM, asset, spender, person(), "vault-" + random.nextInt(8), amount());
  }

  private TokenOperation approval() {
    String account = person();
    String spender = "market-" + random.nextInt(SPENDERS);
    String asset = tokenName(tokens.next(random));
    return new TokenOperation(
        Kind.APPROVE, asset, account, account, spender, BigInteger.TEN.pow(30));
  }

  private TransactionRequest swap() {
    int pool = pools.next(random);
    String trader = trader(pool, random.nextInt(TRADERS_PER_POOL));
    String token = tokenName(pool);
    boolean sells = random.nextBoolean();
    String arguments =
        (sells ? COIN + " " + token : token + " " + COIN) + " " + (1_000 + random.nextInt(9_000));
    return call("amm", "swap", arguments, trader);
  }

  private TransactionRequest mint() {
    return call("nft", "mint", person() + " ipfs://item-" + made, OWNER);
  }

  private TransactionRequest count() {
    return call("counter", "increment", "", person());
  }

  private TokenOperation transfer(String asset, String from, String to) {
    return new TokenOperation(Kind.TRANSFER, asset, from, from, to, amount());
  }

  private BigInteger amount() {
    return BigInteger.valueOf(1 + random.nextLong(1_000_000_000L));
  }

  private String person() {
    return "account-" + holders.next(random);
  }

  static String tokenName(int rank) {
    return "token-" + rank;
  }

  static String trader(int pool, int number) {
    return "trader-" + pool + "-" + number;
  }

  static TransactionRequest call(
      String contract, String function, String arguments, String sender) {
    return TransactionRequest.call(
        contract, function, arguments.getBytes(StandardCharsets.US_ASCII), sender);
  }
}
