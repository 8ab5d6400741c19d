package io.stretto.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.client.StrettoClient;
import io.stretto.client.TransactionRequest;
import io.stretto.contracts.ExampleContract;
import io.stretto.protocol.Receipt;
import io.stretto.protocol.ReceiptStatus;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Accounts with tokens, and transfers among them. */
final class Tokens {

  static final String CONTRACT = "gold";
  private static final String OWNER = "treasury";
  private static final int EACH = 1_000_000;
  private static final int PATIENCE_SECONDS = 120;

  private Tokens() {}

  /** Deploys the token and gives to so many accounts. */
  static void fund(StrettoClient client, int accounts) throws Exception {
    List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
    receipts.add(client.deploy(CONTRACT, ExampleContract.TOKEN.code(), OWNER));
    for (int account = 0; account < accounts; account++) {
      receipts.add(client.submit(call(CONTRACT, "mint", account(account) + " " + EACH, OWNER)));
    }
    for (Receipt receipt : all(receipts)) {
      assertThat(receipt.status()).as(receipt.toString()).isEqualTo(ReceiptStatus.SUCCEEDED);
    }
  }

  /**
   * A transfer between two accounts, some of them hot; its amount is more than most have, rarely.
   */
  static TransactionRequest transfer(Random random, int accounts) {
    int bound = random.nextInt(10) == 0 ? Math.min(5, accounts) : accounts;
    int amount = random.nextInt(50) == 0 ? 2 * EACH : 1 + random.nextInt(1_000);
    return call(
        CONTRACT,
        "transfer",
        account(random.nextInt(bound)) + " " + amount,
        account(random.nextInt(accounts)));
  }

  /** Fails where tokens were lost or made by transfers. */
  static void checkSupply(OracleProof proof, int accounts) {
    BigInteger sum = BigInteger.ZERO;
    for (int account = 0; account < accounts; account++) {
      byte[] balance = proof.value(CONTRACT, "b:" + account(account));
      sum = balance == null ? sum : sum.add(new BigInteger(1, balance));
    }
    assertThat(sum).isEqualTo(BigInteger.valueOf((long) accounts * EACH));
  }

  private static String account(int number) {
    return "account-" + number;
  }

  /** A call with arguments of text. */
  static TransactionRequest call(
      String contract, String function, String arguments, String sender) {
    return TransactionRequest.call(
        contract, function, arguments.getBytes(StandardCharsets.UTF_8), sender);
  }

  /** Waits for all receipts. */
  static List<Receipt> all(List<CompletableFuture<Receipt>> receipts) throws Exception {
    List<Receipt> all = new ArrayList<>();
    for (CompletableFuture<Receipt> receipt : receipts) {
      all.add(receipt.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }
    return all;
  }
}
