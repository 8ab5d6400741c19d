package io.stretto.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.client.ClientSettings;
import io.stretto.client.StrettoClient;
import io.stretto.client.TransactionRequest;
import io.stretto.contracts.ExampleContract;
import io.stretto.local.EmbeddedCluster;
import io.stretto.local.EmbeddedClusterSettings;
import io.stretto.protocol.Receipt;
import io.stretto.protocol.ReceiptStatus;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstLightTest {

  @TempDir private Path directory;

  @Test
  void transfersFlowThroughTheWholeCluster() throws Exception {
    long t0 = System.nanoTime();
    try (EmbeddedCluster cluster =
            EmbeddedCluster.start(new EmbeddedClusterSettings(directory, 2, 0, 0, Map.of()));
        StrettoClient client = StrettoClient.connect(ClientSettings.of(cluster.settings()))) {
      System.out.printf("started in %d ms%n", (System.nanoTime() - t0) / 1_000_000);
      t0 = System.nanoTime();
      Receipt deployed =
          client.deploy("token", ExampleContract.TOKEN.code(), "owner").get(30, TimeUnit.SECONDS);
      System.out.printf("deployed in %d ms: %s%n", (System.nanoTime() - t0) / 1_000_000, deployed);
      assertThat(deployed.status()).isEqualTo(ReceiptStatus.SUCCEEDED);
      int accounts = 10_000;
      run(client, "mint", mints(accounts));
      for (int round = 0; round < 4; round++) {
        run(client, "transfer", transfers(accounts, 100_000, round));
      }
    }
  }

  private static List<TransactionRequest> mints(int accounts) {
    List<TransactionRequest> requests = new ArrayList<>();
    for (int i = 0; i < accounts; i++) {
      requests.add(call("owner", "mint", "account-" + i + " 1000000"));
    }
    return requests;
  }

  private static List<TransactionRequest> transfers(int accounts, int count, int seed) {
    Random random = new Random(seed);
    List<TransactionRequest> requests = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String to = "account-" + random.nextInt(accounts);
      requests.add(call("account-" + random.nextInt(accounts), "transfer", to + " 1"));
    }
    return requests;
  }

  private static TransactionRequest call(String sender, String function, String arguments) {
    return TransactionRequest.call(
        "token", function, arguments.getBytes(StandardCharsets.UTF_8), sender);
  }

  private static void run(StrettoClient client, String name, List<TransactionRequest> requests)
      throws Exception {
    long start = System.nanoTime();
    List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
    for (TransactionRequest request : requests) {
      receipts.add(client.submit(request));
    }
    int failed = 0;
    for (CompletableFuture<Receipt> receipt : receipts) {
      failed += receipt.get(60, TimeUnit.SECONDS).status() == ReceiptStatus.SUCCEEDED ? 0 : 1;
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "%s: %d in %.2f s = %.0f/s, %d failed%n",
        name, requests.size(), seconds, requests.size() / seconds, failed);
  }
}
