package io.stretto.cli.demo;

import io.stretto.cli.token.Funding;
import io.stretto.client.TransactionRequest;
import io.stretto.contracts.ExampleContract;
import java.util.ArrayList;
import java.util.List;

/** What a workload needs before it: contracts, balances, pools. */
final class Preparation {

  private static final String POOL_RESERVE = "1000000000000";
  private static final String TRADER_BALANCE = "1000000000";

  private Preparation() {}

  /** The transactions, in order, before the first so many of a seed's workload. */
  static List<TransactionRequest> transactions(long seed, long count) {
    Funding funding = new Funding(Workload.OWNER);
    Workload workload = new Workload(seed);
    for (long i = 0; i < count; i++) {
      workload.next().token().ifPresent(funding::add);
    }
    List<TransactionRequest> transactions = new ArrayList<>();
    for (String asset : funding.assets()) {
      transactions.add(deployment(asset, ExampleContract.TOKEN));
    }
    transactions.add(deployment("counter", ExampleContract.COUNTER));
    transactions.add(deployment("nft", ExampleContract.NFT));
    transactions.add(deployment("amm", ExampleContract.AMM));
    for (int pool = 0; pool < Workload.POOLS; pool++) {
      addPool(transactions, pool);
    }
    funding.operations().forEach(operation -> transactions.add(operation.toRequest()));
    return transactions;
  }

  private static TransactionRequest deployment(String name, ExampleContract contract) {
    return TransactionRequest.deployment(name, contract.code(), Workload.OWNER);
  }

  private static void addPool(List<TransactionRequest> transactions, int pool) {
    String token = Workload.tokenName(pool);
    String pair = Workload.COIN + " " + token;
    addDeposits(transactions, token, Workload.OWNER, POOL_RESERVE);
    transactions.add(Workload.call("amm", "create_pool", pair, Workload.OWNER));
    transactions.add(
        Workload.call(
            "amm",
            "add_liquidity",
            pair + " " + POOL_RESERVE + " " + POOL_RESERVE,
            Workload.OWNER));
    for (int number = 0; number < Workload.TRADERS_PER_POOL; number++) {
      addDeposits(transactions, token, Workload.trader(pool, number), TRADER_BALANCE);
    }
  }

  private static void addDeposits(
      List<TransactionRequest> transactions, String token, String account, String amount) {
    for (String asset : List.of(Workload.COIN, token)) {
      transactions.add(Workload.call("amm", "deposit", asset + " " + amount, account));
    }
  }
}
