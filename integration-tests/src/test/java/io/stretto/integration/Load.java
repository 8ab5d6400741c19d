package io.stretto.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stretto.client.StrettoClient;
import io.stretto.client.TransactionRequest;
import io.stretto.protocol.Position;
import io.stretto.protocol.Receipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;

/** Submits transfers until it is told to end, on a thread of its own. */
final class Load {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final StrettoClient client;
  private final Random random;
  private final int accounts;
  private final Map<String, CompletableFuture<Receipt>> submitted = new HashMap<>();
  private final AtomicLong answered = new AtomicLong();
  private final FutureTask<Void> task = new FutureTask<>(this::run, null);
  private volatile boolean mustEnd;

  private Load(StrettoClient client, Random random, int accounts) {
    this.client = client;
    this.random = random;
    this.accounts = accounts;
  }

  static Load start(StrettoClient client, Random random, int accounts) {
    Load load = new Load(client, random, accounts);
    Thread.ofPlatform().name("load").start(load.task);
    return load;
  }

  private void run() {
    for (int number = 0; !mustEnd; number++) {
      String id = "load-" + number;
      TransactionRequest request = Tokens.transfer(random, accounts).withId(id);
      CompletableFuture<Receipt> receipt = client.submit(request);
      submitted.put(id, receipt);
      var _ =
          receipt.whenComplete(
              (found, failure) -> {
                if (failure == null) {
                  answered.incrementAndGet();
                }
              });
    }
  }

  /** Waits until so many more receipts have come, with load all the while. */
  void awaitReceipts(int more) {
    long wanted = answered.get() + more;
    await(more + " more receipts")
        .atMost(PATIENCE)
        .until(() -> task.isDone() || answered.get() >= wanted);
    assertThat(task.isDone()).as("the load has ended by itself").isFalse();
  }

  /** Ends it and waits for all receipts: the receipt of each id. */
  Map<String, Receipt> end() throws Exception {
    mustEnd = true;
    task.get();
    Map<String, Receipt> receipts = new HashMap<>();
    List<String> failures = new ArrayList<>();
    submitted.forEach(
        (id, receipt) -> {
          try {
            receipts.put(id, receipt.join());
          } catch (CompletionException e) {
            failures.add(id + ": " + e.getCause());
          }
        });
    assertThat(failures).isEmpty();
    return receipts;
  }

  /** Fails unless each id has one receipt in the log, the one that was told. */
  static void checkOnce(Map<String, Receipt> told, OracleProof proof) {
    Map<String, Position> found = new HashMap<>();
    for (Receipt receipt : proof.receipts()) {
      if (told.containsKey(receipt.transactionId())) {
        assertThat(receipt.isDuplicate()).as(receipt.toString()).isFalse();
        assertThat(found.put(receipt.transactionId(), receipt.position()))
            .as(receipt.toString())
            .isNull();
      }
    }
    Map<String, Position> expected = new HashMap<>();
    told.forEach((id, receipt) -> expected.put(id, receipt.position()));
    assertThat(found).isEqualTo(expected);
  }
}
