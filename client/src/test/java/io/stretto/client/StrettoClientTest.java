package io.stretto.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stretto.client.ClientSettings.WhenFull;
import io.stretto.client.StrettoException.Code;
import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.OperationOutcome;
import io.stretto.protocol.Receipt;
import io.stretto.protocol.ReceiptStatus;
import io.stretto.protocol.TransactionKind;
import io.stretto.service.kafka.ClusterSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestCluster.class)
final class StrettoClientTest {

  private static ClusterSettings cluster;
  private static FakeCommitter committer;
  private static StrettoClient client;

  @BeforeAll
  static void start() throws InterruptedException {
    cluster = TestCluster.create("client");
    committer = new FakeCommitter(cluster, 0);
    client = StrettoClient.connect(ClientSettings.of(cluster));
  }

  @AfterAll
  static void stop() throws InterruptedException {
    client.close();
    committer.stop();
  }

  private static TransactionRequest echo(String text) {
    return TransactionRequest.call("echo", "run", text.getBytes(UTF_8), "alice");
  }

  private static Code codeOf(Throwable failure) {
    return ((StrettoException) failure).code();
  }

  @Test
  void theReceiptAnswersItsOwnTransaction() throws Exception {
    List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      receipts.add(client.submit(echo("text " + i)));
    }
    long lastOffset = -1;
    for (int i = 0; i < receipts.size(); i++) {
      Receipt receipt = receipts.get(i).get(20, TimeUnit.SECONDS);
      assertThat(receipt.returnValue()).asString(UTF_8).isEqualTo("text " + i);
      assertThat(receipt.offset()).isGreaterThan(lastOffset);
      lastOffset = receipt.offset();
    }
    assertThat(client.unanswered()).isZero();
  }

  @Test
  void whoAsksIsToldOfTheBrokersAnswerBesidesTheReceipt() throws Exception {
    CompletableFuture<Long> acknowledged = new CompletableFuture<>();
    Receipt receipt =
        client
            .submit(
                echo("told"),
                (id, offset, failure) -> {
                  assertThat(failure).isNull();
                  acknowledged.complete(offset);
                })
            .get(20, TimeUnit.SECONDS);
    assertThat(acknowledged.get(20, TimeUnit.SECONDS)).isEqualTo(receipt.offset());
  }

  @Test
  void aFailedTransactionIsAReceiptAndNoException() throws Exception {
    TransactionRequest request = TransactionRequest.call("echo", "fail", new byte[0], "alice");
    Receipt receipt = client.submit(request).get(20, TimeUnit.SECONDS);
    assertThat(receipt.status()).isEqualTo(ReceiptStatus.FAILED);
    assertThat(receipt.errorCode()).isEqualTo(ErrorCode.PANIC);
  }

  @Test
  void aRepeatedIdGetsTheFirstOutcomeMarkedAsDuplicate() throws Exception {
    Receipt first = client.submit(echo("one").withId("twice")).get(20, TimeUnit.SECONDS);
    Receipt second = client.submit(echo("two").withId("twice")).get(20, TimeUnit.SECONDS);
    assertThat(second.isDuplicate()).isTrue();
    assertThat(second.duplicateOf()).contains(first.position());
    assertThat(second.returnValue()).asString(UTF_8).isEqualTo("one");
  }

  @Test
  void anIdInFlightIsNotSentAgain() throws Exception {
    ClientSettings other = ClientSettings.of(cluster).withLedger(1); // nobody answers there
    try (StrettoClient silent = StrettoClient.connect(other)) {
      CompletableFuture<Receipt> first = silent.submit(echo("one").withId("same"));
      CompletableFuture<Receipt> second = silent.submit(echo("one").withId("same"));
      assertThat(silent.unanswered()).isEqualTo(1);
      assertThat(second.cancel(false)).isTrue();
      assertThat(first).isNotDone();
    }
  }

  @Test
  void deploymentsHaveGasForLargeCode() throws Exception {
    TransactionRequest request = TransactionRequest.deployment("big", new byte[100], "alice");
    assertThat(request.kind()).isEqualTo(TransactionKind.DEPLOY);
    assertThat(request.gasLimit()).isGreaterThan(4L * 1024 * 1024 * 400);
    assertThat(client.deploy("big", new byte[100], "alice").get(20, TimeUnit.SECONDS).status())
        .isEqualTo(ReceiptStatus.SUCCEEDED);
  }

  @Test
  void theReceiptOfABundleTellsOfEachOperation() throws Exception {
    TransactionRequest bundle =
        TransactionRequest.bundle("alice")
            .call("c", "f", "one")
            .call("c", "f", "two")
            .mayFail()
            .build();
    Receipt receipt = client.submit(bundle).get(20, TimeUnit.SECONDS);
    assertThat(receipt.operations())
        .containsExactly(
            new OperationOutcome(ErrorCode.NONE, "", 0, "one".getBytes(UTF_8)),
            new OperationOutcome(ErrorCode.PANIC, "", 1, "two".getBytes(UTF_8)));
  }

  @Test
  void allArgumentsOfABundleTogetherAreBounded() {
    TransactionRequest large =
        TransactionRequest.bundle("alice")
            .deploy("c", new byte[3 << 20])
            .call("c", "f", new byte[(1 << 20) + 1])
            .build();
    assertThatThrownBy(() -> client.submit(large))
        .isInstanceOfSatisfying(
            StrettoException.class,
            e -> assertThat(e.code()).isEqualTo(StrettoException.Code.RECORD_TOO_LARGE))
        .hasMessageContaining("4194305 bytes");
  }

  @Test
  void aReceiptCanBeAwaitedForWhatAnotherClientSubmits() throws Exception {
    try (StrettoClient publisher =
        StrettoClient.connect(ClientSettings.of(cluster).withoutReceipts())) {
      CompletableFuture<Receipt> awaited =
          CompletableFuture.supplyAsync(
              () -> client.awaitReceipt("theirs", Duration.ofSeconds(20)));
      CompletableFuture<Receipt> alsoAwaited =
          CompletableFuture.supplyAsync(
              () -> client.awaitReceipt("theirs", Duration.ofSeconds(20)));
      TimeUnit.MILLISECONDS.sleep(300);
      assertThat(publisher.publishAll(List.of(echo("x").withId("theirs")))).isEqualTo(1);
      assertThat(awaited.get(20, TimeUnit.SECONDS).transactionId()).isEqualTo("theirs");
      assertThat(alsoAwaited.get(20, TimeUnit.SECONDS).transactionId()).isEqualTo("theirs");
      assertThatThrownBy(() -> publisher.submit(echo("x")))
          .hasMessageContaining("without receipts");
    }
  }

  @Test
  void publishingTellsTheOffsetOfEach() {
    List<Long> offsets = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      client.publish(echo("p" + i), (id, offset, failure) -> offsets.add(offset));
    }
    client.flush();
    assertThat(offsets).hasSize(100).doesNotContain(-1L).isSorted();
  }

  @Test
  void anUnansweredTransactionTimesOutAndGivesItsPlaceBack() throws Exception {
    ClientSettings impatient =
        ClientSettings.of(cluster).withLedger(1).withReceiptTimeout(Duration.ofMillis(300));
    try (StrettoClient silent = StrettoClient.connect(impatient)) {
      assertThatThrownBy(() -> silent.submit(echo("lost")).get(20, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .cause()
          .satisfies(failure -> assertThat(codeOf(failure)).isEqualTo(Code.TIMEOUT));
      assertThat(silent.unanswered()).isZero();
      assertThatThrownBy(() -> silent.awaitReceipt("lost", Duration.ofMillis(50)))
          .satisfies(failure -> assertThat(codeOf(failure)).isEqualTo(Code.TIMEOUT));
    }
  }

  @Test
  void aFullClientRefusesOrWaitsAsItsSettingsSay() throws Exception {
    ClientSettings one = ClientSettings.of(cluster).withLedger(1);
    try (StrettoClient refusing = StrettoClient.connect(one.withMaxUnanswered(1, WhenFull.REJECT));
        StrettoClient waiting = StrettoClient.connect(one.withMaxUnanswered(1, WhenFull.BLOCK))) {
      CompletableFuture<Receipt> place = refusing.submit(echo("a"));
      assertThatThrownBy(() -> refusing.submit(echo("b")))
          .hasMessageContaining("unanswered")
          .satisfies(failure -> assertThat(codeOf(failure)).isEqualTo(Code.REFUSED));
      place.cancel(false);
      assertThat(refusing.submit(echo("c"))).isNotDone();

      CompletableFuture<Receipt> taken = waiting.submit(echo("a"));
      CompletableFuture<Void> next =
          CompletableFuture.runAsync(() -> assertThat(waiting.submit(echo("b"))).isNotDone());
      TimeUnit.MILLISECONDS.sleep(100);
      assertThat(next).isNotDone();
      taken.cancel(false);
      next.get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void submittingFromTheDeliveringThreadIsRefusedRatherThanStuck() throws Exception {
    ClientSettings small = ClientSettings.of(cluster).withMaxUnanswered(1, WhenFull.BLOCK);
    try (StrettoClient chained = StrettoClient.connect(small)) {
      CompletableFuture<Receipt> second =
          chained
              .submit(echo("first"))
              .thenCompose(
                  first -> {
                    CompletableFuture<Receipt> next = chained.submit(echo("second"));
                    assertThatThrownBy(() -> chained.submit(echo("third")))
                        .satisfies(e -> assertThat(codeOf(e)).isEqualTo(Code.REFUSED));
                    return next;
                  });
      Receipt receipt = second.get(20, TimeUnit.SECONDS);
      assertThat(receipt.returnValue()).asString(UTF_8).isEqualTo("second");
    }
  }

  @Test
  void whatIsUnansweredAtTheCloseEndsWithClosed() {
    StrettoClient silent = StrettoClient.connect(ClientSettings.of(cluster).withLedger(1));
    CompletableFuture<Receipt> open = silent.submit(echo("open"));
    silent.close();
    silent.close();
    Awaitility.await().until(open::isDone);
    assertThat(codeOf(open.exceptionNow())).isEqualTo(Code.CLOSED);
    assertThatThrownBy(() -> silent.submit(echo("late")))
        .satisfies(failure -> assertThat(codeOf(failure)).isEqualTo(Code.CLOSED));
  }
}
