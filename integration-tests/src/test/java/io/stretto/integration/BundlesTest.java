package io.stretto.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.client.BundleBuilder;
import io.stretto.client.ClientSettings;
import io.stretto.client.StrettoClient;
import io.stretto.client.TransactionRequest;
import io.stretto.contracts.ExampleContract;
import io.stretto.local.EmbeddedCluster;
import io.stretto.local.EmbeddedClusterSettings;
import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.Int128;
import io.stretto.protocol.Receipt;
import io.stretto.protocol.ReceiptStatus;
import io.stretto.protocol.StateKey;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bundles of all kinds on two workers: orders of an exchange that calls two tokens, savings and
 * flash loans of a bank, transfers of balances; some operations may fail, many do. Everything is as
 * the serial oracle has it, and no money is made or lost.
 */
final class BundlesTest {

  private static final int TRADERS = 8;
  private static final int BUNDLES = 1_500;
  private static final String OWNER = "owner";
  private static final int PATIENCE_SECONDS = 120;

  @TempDir private Path directory;

  @Test
  void bundlesAreWhatTheSerialOracleSays() throws Exception {
    Seed seed = Seed.next(BundlesTest.class);
    seed.run(() -> bundles(seed.random()));
  }

  private void bundles(Random random) throws Exception {
    try (EmbeddedCluster cluster =
            EmbeddedCluster.start(new EmbeddedClusterSettings(directory, 2, 0, 0, Map.of()));
        StrettoClient client = StrettoClient.connect(ClientSettings.of(cluster.settings()))) {
      deploy(client);
      fund(client);
      List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
      for (int i = 0; i < BUNDLES; i++) {
        receipts.add(client.submit(bundle(random)));
      }
      client.flush();
      OracleProof proof = OracleProof.of(cluster, 0);
      proof.print("bundles");
      checkOutcomes(receipts);
      checkMoney(proof);
    }
  }

  private static void deploy(StrettoClient client) throws Exception {
    BundleBuilder contracts = TransactionRequest.bundle(OWNER);
    contracts.deploy("gold", ExampleContract.TOKEN.code());
    contracts.deploy("silver", ExampleContract.TOKEN.code());
    contracts.deploy("exchange", ExampleContract.EXCHANGE.code());
    contracts.deploy("bank", ExampleContract.BANK.code());
    contracts.deploy("borrower", ExampleContract.BORROWER.code());
    contracts.deploy("defaulter", ExampleContract.DEFAULTER.code());
    contracts.call("exchange", "init", "gold silver");
    contracts.call("bank", "init", "");
    contracts.call("borrower", "init", "bank");
    succeeds(client.submit(contracts.build()));
  }

  private static void fund(StrettoClient client) throws Exception {
    BundleBuilder money = TransactionRequest.bundle("issuer");
    BundleBuilder mint = TransactionRequest.bundle(OWNER);
    for (int i = 0; i < TRADERS; i++) {
      money.transfer(trader(i), BigInteger.valueOf(10_000));
      mint.call("gold", "mint", trader(i) + " 100000");
      mint.call("silver", "mint", trader(i) + " 100000");
    }
    money.transfer("borrower", BigInteger.valueOf(500));
    succeeds(client.submit(money.build()));
    succeeds(client.submit(mint.build()));
    for (int i = 0; i < TRADERS; i++) {
      BundleBuilder deposits = TransactionRequest.bundle(trader(i));
      for (String token : List.of("gold", "silver")) {
        deposits.call(token, "approve", "exchange 1000000");
        deposits.call("exchange", "deposit", token + " 50000");
      }
      deposits.call("bank", "deposit", "").deposit(BigInteger.valueOf(1_000));
      succeeds(client.submit(deposits.build()));
    }
  }

  private static void succeeds(CompletableFuture<Receipt> pending) throws Exception {
    Receipt receipt = pending.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(receipt.status()).as(receipt.toString()).isEqualTo(ReceiptStatus.SUCCEEDED);
  }

  private static String trader(int index) {
    return "trader-" + index;
  }

  private static TransactionRequest bundle(Random random) {
    BundleBuilder bundle = TransactionRequest.bundle(trader(random.nextInt(TRADERS)));
    int count = 1 + random.nextInt(random.nextInt(5) == 0 ? 12 : 3);
    for (int i = 0; i < count; i++) {
      add(bundle, random);
      if (random.nextInt(3) > 0) {
        bundle.mayFail().gasLimit(3_000_000);
      }
    }
    return bundle.build();
  }

  private static void add(BundleBuilder bundle, Random random) {
    String amount = String.valueOf(1 + random.nextInt(40));
    switch (random.nextInt(12)) {
      case 0, 1, 2 -> bundle.call("exchange", "bid", 90 + random.nextInt(20) + " " + amount);
      case 3, 4, 5 -> bundle.call("exchange", "ask", 91 + random.nextInt(20) + " " + amount);
      case 6 -> bundle.call("exchange", "cancel", "bid:" + (90 + random.nextInt(20)) + ":0");
      case 7 -> bundle.call("exchange", "withdraw", "gold " + amount);
      case 8 -> bundle.transfer(trader(random.nextInt(TRADERS)), new BigInteger(amount));
      case 9 -> bundle.call("bank", "deposit", "").deposit(new BigInteger(amount));
      case 10 -> bundle.call("bank", "flash_loan", amount + " borrower use");
      default -> bundle.call("bank", "flash_loan", amount + " defaulter keep");
    }
  }

  private static void checkOutcomes(List<CompletableFuture<Receipt>> receipts) throws Exception {
    int succeeded = 0;
    int rolledBack = 0;
    int rejectedByFinaliser = 0;
    for (CompletableFuture<Receipt> pending : receipts) {
      Receipt receipt = pending.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      succeeded += receipt.status() == ReceiptStatus.SUCCEEDED ? 1 : 0;
      rejectedByFinaliser += receipt.errorMessage().startsWith("finaliser of bank") ? 1 : 0;
      rolledBack +=
          (int)
              receipt.operations().stream()
                  .filter(outcome -> outcome.errorCode() != ErrorCode.NONE)
                  .count();
    }
    assertThat(succeeded).isGreaterThan(BUNDLES / 10);
    assertThat(rejectedByFinaliser).isGreaterThan(BUNDLES / 50);
    assertThat(rolledBack).isGreaterThan(BUNDLES / 20);
  }

  /** All balances together are zero, and the tokens of each kind are as many as were minted. */
  private static void checkMoney(OracleProof proof) {
    BigInteger sum = BigInteger.ZERO;
    for (Map.Entry<StateKey, byte[]> entry : proof.state().entrySet()) {
      byte[] key = entry.getKey().bytes();
      if (key[0] == 0 && key[1] == 3) {
        sum = sum.add(new BigInteger(Int128.ofValue(entry.getValue()).toString()));
      }
    }
    assertThat(sum).isZero();
    for (String token : List.of("gold", "silver")) {
      BigInteger tokens = BigInteger.ZERO;
      for (Map.Entry<StateKey, byte[]> entry : proof.state().entrySet()) {
        String key = new String(entry.getKey().bytes(), UTF_8);
        if (entry.getKey().isStorage() && key.substring(2).startsWith(token + "b:")) {
          tokens = tokens.add(new BigInteger(1, entry.getValue()));
        }
      }
      assertThat(tokens).as(token).isEqualTo(BigInteger.valueOf(100_000L * TRADERS));
    }
  }
}
