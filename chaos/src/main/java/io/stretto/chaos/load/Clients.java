package io.stretto.chaos.load;

import io.stretto.client.TransactionRequest;
import io.stretto.protocol.Receipt;
import io.stretto.protocol.ReceiptStatus;
import io.stretto.service.kafka.ClusterSettings;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGeneratorFactory;

/** All clients of a cluster: a load at a steady rate, and sessions that read. */
public final class Clients implements AutoCloseable {

  private static final String RANDOM = "L64X128MixRandom";
  private static final long POLL_MILLIS = 50;

  private final HistoryRecorder recorder = new HistoryRecorder();
  private final Submitter submitter;
  private final TransactionLoad load;
  private final List<ReadSession> sessions = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();

  /**
   * Connects; nothing is submitted yet.
   *
   * @param cluster where Kafka is
   * @param stateStores where queries are answered
   * @param seed the same seed gives the same transactions and questions
   * @param perSecond transactions a second, at least 1
   * @param sessionCount how many sessions read
   */
  public Clients(
      ClusterSettings cluster, List<URI> stateStores, long seed, int perSecond, int sessionCount) {
    RandomGeneratorFactory<?> randoms = RandomGeneratorFactory.of(RANDOM);
    submitter = new Submitter(cluster, recorder);
    load = new TransactionLoad(submitter, randoms.create(seed), perSecond);
    for (int number = 1; number <= sessionCount; number++) {
      sessions.add(
          new ReadSession(
              "session-" + number,
              stateStores,
              submitter,
              recorder,
              randoms.create(seed + number)));
    }
  }

  /**
   * Deploys the contracts and gives everybody something to move.
   *
   * @throws IllegalStateException when one of these transactions fails
   */
  public void prepare(Duration patience) throws InterruptedException, TimeoutException {
    List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
    for (TransactionRequest request : Mix.preparation()) {
      receipts.add(submitter.submit(request.withId("prepare-" + receipts.size())));
    }
    long deadline = System.nanoTime() + patience.toNanos();
    for (CompletableFuture<Receipt> awaited : receipts) {
      try {
        Receipt receipt = awaited.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (receipt.status() != ReceiptStatus.SUCCEEDED) {
          throw new IllegalStateException("the preparation failed: " + receipt);
        }
      } catch (ExecutionException e) {
        throw new IllegalStateException("the preparation failed", e.getCause());
      }
    }
  }

  /** Begins to submit and to read. */
  public void start() {
    threads.add(start("chaos-load", load));
    for (ReadSession session : sessions) {
      threads.add(start("chaos-session", session));
    }
  }

  private Thread start(String name, Runnable task) {
    return Thread.ofPlatform()
        .name(name)
        .uncaughtExceptionHandler((thread, e) -> failures.add(name + " broke off: " + e))
        .start(task);
  }

  /** Why some of them broke off, where they did: what they would have seen is not proven. */
  public List<String> failures() {
    return List.copyOf(failures);
  }

  /**
   * Ends submitting and reading, and waits for the receipts of all that was acknowledged.
   *
   * @return whether they have all come in time
   */
  public boolean end(Duration patience) throws InterruptedException {
    load.end();
    sessions.forEach(ReadSession::end);
    for (Thread thread : threads) {
      thread.join();
    }
    submitter.flush();
    long deadline = System.nanoTime() + patience.toNanos();
    while (recorder.unanswered() > 0) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
    return true;
  }

  /** What they did and saw. */
  public HistoryRecorder recorder() {
    return recorder;
  }

  /** How many questions had no answer when they were asked. */
  public long unansweredReads() {
    return sessions.stream().mapToLong(ReadSession::unanswered).sum();
  }

  @Override
  public void close() {
    load.end();
    sessions.forEach(ReadSession::end);
    submitter.close();
  }
}
