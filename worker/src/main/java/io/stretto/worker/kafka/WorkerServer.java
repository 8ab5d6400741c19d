package io.stretto.worker.kafka;

import io.stretto.service.kafka.CommitFollower;
import io.stretto.service.kafka.KafkaClients;
import io.stretto.service.operations.Health;
import io.stretto.service.operations.MetricsRegistry;
import io.stretto.service.operations.OperationsServer;
import io.stretto.wasm.ContractRuntime;
import io.stretto.wasm.ContractThreads;
import io.stretto.wasm.RecordExecutor;
import io.stretto.wasm.RuntimeSettings;
import io.stretto.worker.WorkerSettings;
import io.stretto.worker.grpc.StateReadClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker: threads that execute lanes, sharing one multi-version view, one connection to the
 * state-stores and one producer. Several may run in one process; they share nothing.
 */
public final class WorkerServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WorkerServer.class);

  private static final long STOP_MILLIS = 10_000;

  private final WorkerSettings settings;
  private final MetricsRegistry metrics;
  private final StateReadClient remote;
  private final KafkaTransactionLog log;
  private final KafkaProducer<byte[], byte[]> producer;
  private final CommitFollower commits;
  private final ExecutorService compiler;
  private final List<WorkerLoop> loops = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private OperationsServer operations;

  /** Creates a worker; {@link #start} sets it going. */
  public WorkerServer(WorkerSettings settings) {
    this.settings = settings;
    KafkaClients clients = new KafkaClients(settings.cluster());
    String name = settings.instance();
    this.metrics = MetricsRegistry.create("worker", name);
    this.remote = new StateReadClient(settings.stateAddresses());
    this.log =
        new KafkaTransactionLog(
            clients, settings.cluster().topicNames().transactions(), name + "-log");
    this.producer = clients.producer(name + "-results");
    metrics.bind(producer);
    Speculations speculations = new Speculations(settings.cacheKeys());
    this.commits = commitsFor(speculations);
    this.compiler = Executors.newSingleThreadExecutor(ContractThreads.factory(name + "-compiler"));
    ContractRuntime runtime =
        new ContractRuntime(
            RuntimeSettings.DEFAULT.withFreshInstanceCheckInterval(settings.checkInterval()),
            compiler);
    WorkerMetrics workerMetrics = new WorkerMetrics(metrics.registry());
    for (int i = 0; i < settings.threads(); i++) {
      loops.add(
          new WorkerLoop(
              settings,
              name + "-" + i,
              clients,
              speculations,
              new RecordExecutor(runtime),
              remote,
              log,
              producer,
              workerMetrics));
    }
  }

  /** Follows the commits of all ledgers, which tell what need not be kept or executed any more. */
  private CommitFollower commitsFor(Speculations speculations) {
    return new CommitFollower(
        settings.cluster(),
        settings.instance() + "-commits",
        IntStream.range(0, settings.cluster().ledgers()).boxed().toList(),
        CommitFollower.Start.LAST,
        commit -> speculations.of(commit.ledger()).advance(commit.height()));
  }

  /**
   * Starts the threads, health and metrics.
   *
   * @throws io.stretto.service.operations.OperationsServerException when the port cannot be had;
   *     the worker is closed then
   */
  public WorkerServer start() {
    try {
      operations =
          OperationsServer.builder(metrics)
              .host(settings.httpHost())
              .port(settings.httpPort())
              .liveness(this::liveness)
              .readiness(this::readiness)
              .start();
    } catch (RuntimeException e) {
      stopThreads(); // so that they end at once, and close what is theirs
      startThreads();
      close();
      throw e;
    }
    startThreads();
    return this;
  }

  private void startThreads() {
    run(Thread.ofPlatform().name(settings.instance() + "-commits").factory(), commits);
    ThreadFactory contractThreads = ContractThreads.factory(settings.instance() + "-lanes");
    loops.forEach(loop -> run(contractThreads, loop));
  }

  private void stopThreads() {
    loops.forEach(WorkerLoop::stop);
    commits.stop();
  }

  /** The port of health and metrics. */
  public int httpPort() {
    return operations.port();
  }

  /** Whether nothing has failed. */
  public Health liveness() {
    Throwable cause = failure.get();
    return cause == null ? Health.healthy() : Health.unhealthy("failed: " + cause);
  }

  /** Whether every thread has joined the group. */
  public Health readiness() {
    boolean isReady = loops.stream().allMatch(WorkerLoop::isAssigned);
    return isReady ? liveness() : Health.unhealthy("waiting for lanes");
  }

  private void run(ThreadFactory factory, Runnable body) {
    Thread thread =
        factory.newThread(
            () -> {
              try {
                body.run();
              } catch (RuntimeException | Error e) {
                failure.compareAndSet(null, e);
                LOG.error("{} has failed and must be restarted", settings.instance(), e);
              }
            });
    threads.add(thread);
    thread.start();
  }

  /** Finishes what is in hand, leaves the group and stops. */
  @Override
  public void close() {
    stopThreads();
    long deadline = System.currentTimeMillis() + STOP_MILLIS;
    boolean isInterrupted = false;
    for (Thread thread : threads) {
      try {
        thread.join(Math.max(1, deadline - System.currentTimeMillis()));
      } catch (InterruptedException e) {
        isInterrupted = true;
      }
    }
    compiler.shutdownNow();
    remote.close();
    log.close();
    producer.close();
    if (operations != null) {
      operations.close();
    }
    metrics.close();
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
