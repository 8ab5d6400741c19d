package io.stretto.bench;

import io.stretto.client.ClientSettings;
import io.stretto.client.StrettoClient;
import io.stretto.contracts.ExampleContract;
import io.stretto.embedded.TemporaryDirectory;
import io.stretto.local.EmbeddedCluster;
import io.stretto.local.EmbeddedClusterSettings;
import io.stretto.protocol.Receipt;
import io.stretto.protocol.ReceiptStatus;
import io.stretto.service.kafka.CommitCounter;
import io.stretto.service.kafka.CommitTotals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Transfers through a whole cluster on this machine, broker, roles and client included: how many
 * are committed a second as fast as they go, and how long each takes at a load well below that,
 * from when it should have been submitted to its receipt.
 */
public final class TransferBenchmark {

  private static final Duration TIMEOUT = Duration.ofMinutes(5);

  /** The load at which latency is measured, as a part of the highest one. */
  private static final double LATENCY_LOAD = 0.2;

  private static final int LATENCY_SECONDS = 4;

  private final TransferWorkload workload;
  private final int workers;
  private final int transactions;
  private final int rounds;

  /**
   * What a run gave.
   *
   * @param workload the workload's name
   * @param workers how many workers there were
   * @param committedPerSecond at full load
   * @param latencyMicros at the load below, in microseconds
   * @param latencyLoadPerSecond that load
   * @param executionsPerCommit how often a transaction was executed on average
   * @param predicted the share of transactions whose keys had all been predicted
   */
  public record Outcome(
      String workload,
      int workers,
      Figures committedPerSecond,
      Histogram latencyMicros,
      double latencyLoadPerSecond,
      double executionsPerCommit,
      double predicted) {}

  /** Prepares a run of so many rounds, each of so many transactions. */
  public TransferBenchmark(TransferWorkload workload, int workers, int transactions, int rounds) {
    this.workload = workload;
    this.workers = workers;
    this.transactions = transactions;
    this.rounds = rounds;
  }

  /** Runs in a fresh cluster, whose data is deleted at the end. */
  public Outcome run() throws InterruptedException {
    try (TemporaryDirectory directory = TemporaryDirectory.create("stretto-bench");
        EmbeddedCluster cluster =
            EmbeddedCluster.start(
                new EmbeddedClusterSettings(directory.path(), workers, 0, 0, Map.of()));
        StrettoClient client = StrettoClient.connect(ClientSettings.of(cluster.settings()));
        CommitCounter commits = new CommitCounter(cluster.settings(), "bench-commits", 0)) {
      prepare(client, commits);
      Random random = new Random(1);
      round(client, commits, random); // warms up: what is not compiled yet counts for nothing
      CommitTotals before = commits.totals();
      double[] perSecond = new double[rounds];
      for (int round = 0; round < rounds; round++) {
        perSecond[round] = round(client, commits, random);
      }
      CommitTotals work = commits.totals().since(before);
      long measured = (long) rounds * transactions;
      Figures committed = Figures.of(perSecond);
      double load = LATENCY_LOAD * committed.median();
      return new Outcome(
          workload.name(),
          workers,
          committed,
          latency(client, random, load),
          load,
          (double) work.executions() / measured,
          (double) work.predicted() / measured);
    }
  }

  private void prepare(StrettoClient client, CommitCounter commits) throws InterruptedException {
    Receipt deployed =
        await(
            client.deploy(
                TransferWorkload.CONTRACT, ExampleContract.TOKEN.code(), TransferWorkload.OWNER));
    if (deployed.status() != ReceiptStatus.SUCCEEDED) {
      throw new IllegalStateException("the token was not deployed: " + deployed);
    }
    for (int account = 0; account < workload.accounts(); account++) {
      client.publish(workload.mint(account));
    }
    client.flush();
    await(commits, 1 + workload.accounts());
  }

  private double round(StrettoClient client, CommitCounter commits, Random random)
      throws InterruptedException {
    long target = commits.totals().transactions() + transactions;
    long start = System.nanoTime();
    for (int i = 0; i < transactions; i++) {
      client.publish(workload.transfer(random));
    }
    client.flush();
    await(commits, target);
    return transactions / ((System.nanoTime() - start) / 1e9);
  }

  /** Waits until so many transactions are committed. */
  private static void await(CommitCounter commits, long target) throws InterruptedException {
    long committed =
        commits.await(totals -> totals.transactions() >= target, TIMEOUT).transactions();
    if (committed < target) {
      throw new IllegalStateException(
          committed + " of " + target + " transactions were committed in " + TIMEOUT);
    }
  }

  private Histogram latency(StrettoClient client, Random random, double perSecond)
      throws InterruptedException {
    Histogram micros = new Histogram(TimeUnit.MINUTES.toMicros(5), 3);
    List<CompletableFuture<Void>> answers = new ArrayList<>();
    double gapNanos = 1e9 / perSecond;
    long start = System.nanoTime();
    int count = (int) (LATENCY_SECONDS * perSecond);
    for (int i = 0; i < count; i++) {
      long intended = start + (long) (i * gapNanos);
      for (long now = System.nanoTime(); now < intended; now = System.nanoTime()) {
        LockSupport.parkNanos(intended - now);
      }
      answers.add(
          client
              .submit(workload.transfer(random))
              .thenAccept(receipt -> record(micros, System.nanoTime() - intended)));
    }
    for (CompletableFuture<Void> answer : answers) {
      await(answer);
    }
    return micros;
  }

  private static void record(Histogram micros, long nanos) {
    synchronized (micros) {
      micros.recordValue(TimeUnit.NANOSECONDS.toMicros(nanos));
    }
  }

  private static <T> T await(CompletableFuture<T> answer) throws InterruptedException {
    try {
      return answer.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("a transaction got no receipt", e);
    }
  }
}
