package io.stretto.statestore.server;

import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.stretto.service.kafka.TopicAdministrator;
import io.stretto.service.operations.Health;
import io.stretto.service.operations.MetricsRegistry;
import io.stretto.service.operations.OperationsServer;
import io.stretto.statestore.StateStoreException;
import io.stretto.statestore.StateStoreException.Code;
import io.stretto.statestore.StateStoreSettings;
import io.stretto.statestore.grpc.StateReadServer;
import io.stretto.statestore.http.OwnerAddresses;
import io.stretto.statestore.http.QueryRoutes;
import io.stretto.statestore.query.OwnedLedgers;
import io.stretto.statestore.query.ViewCalls;
import io.stretto.statestore.rocksdb.RocksLibrary;
import io.stretto.statestore.streams.CommitterParts;
import io.stretto.statestore.streams.CommitterStreams;
import io.stretto.statestore.streams.StreamsProperties;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running state store: it commits the ledgers that it is assigned, and serves their state.
 * Several can run in one JVM.
 */
public final class StateStoreServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StateStoreServer.class);
  private static final long READY_POLL_MILLIS = 5;

  private final StateStoreSettings settings;
  private final OwnedLedgers owned = new OwnedLedgers();
  private final ArrayDeque<AutoCloseable> parts = new ArrayDeque<>();
  private volatile CommitterStreams streams;
  private StateReadServer reads;
  private OperationsServer operations;

  private StateStoreServer(StateStoreSettings settings) {
    this.settings = settings;
  }

  /**
   * Checks the topics, and creates those that are missing; then starts. Returns before the state
   * has been restored: see {@link #awaitReady}.
   *
   * @throws io.stretto.service.kafka.ClusterSetupException when Kafka or its topics do not fit
   * @throws StateStoreException when a port cannot be had, or RocksDB cannot be loaded
   */
  public static StateStoreServer start(StateStoreSettings settings) throws InterruptedException {
    RocksLibrary.load();
    TopicAdministrator.ensure(settings.cluster());
    StateStoreServer server = new StateStoreServer(settings);
    boolean isStarted = false;
    try {
      server.startParts();
      isStarted = true;
      return server;
    } finally {
      if (!isStarted) {
        server.close();
      }
    }
  }

  /** Where workers reach it for state reads, as host:port. */
  public String grpcAddress() {
    return reads.address();
  }

  /** The port for state reads. */
  public int grpcPort() {
    return reads.port();
  }

  /** The port for queries, health and metrics. */
  public int httpPort() {
    return operations.port();
  }

  /** The ledgers that are committed here at the moment. */
  public OwnedLedgers ledgers() {
    return owned;
  }

  /** Whether nothing has failed. */
  public Health liveness() {
    return streams.liveness();
  }

  /** Whether it does its work: Streams runs, and the state of its ledgers has been restored. */
  public Health readiness() {
    return streams.readiness();
  }

  /**
   * Throws what ended it, if something has.
   *
   * @throws StateStoreException when it refuses its data, or has failed
   */
  public void throwIfFailed() {
    streams.throwIfFailed();
  }

  /**
   * Waits until it is ready.
   *
   * @throws StateStoreException when it refuses its data, has failed, or is not ready in time
   */
  public void awaitReady(Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    Health health = readiness();
    while (health.problem().isPresent()) {
      streams.throwIfFailed();
      if (System.nanoTime() > deadline) {
        throw new StateStoreException(
            Code.NOT_RUNNING,
            "the state store is not ready after " + timeout + ": " + health.problem().get());
      }
      TimeUnit.MILLISECONDS.sleep(READY_POLL_MILLIS);
      health = readiness();
    }
  }

  /** Stops committing and serving, in order; what was committed stays. Repeats do nothing. */
  @Override
  public synchronized void close() {
    while (!parts.isEmpty()) {
      AutoCloseable part = parts.removeLast();
      try {
        part.close();
      } catch (Exception e) {
        LOG.warn("{} did not close in order", part.getClass().getSimpleName(), e);
      }
    }
  }

  private void startParts() {
    startReads();
    StateStoreSettings.Addresses at = settings.addresses();
    MetricsRegistry metrics = MetricsRegistry.create("state-store", reads.address());
    parts.addLast(metrics);
    streams = CommitterStreams.create(committerParts(metrics), streamsProperties());
    parts.addLast(streams);
    KafkaStreamsMetrics streamsMetrics = new KafkaStreamsMetrics(streams.kafkaStreams());
    streamsMetrics.bindTo(metrics.registry());
    parts.addLast(streamsMetrics);
    ViewCalls viewCalls = new ViewCalls(settings.reads().viewThreads());
    parts.addLast(viewCalls);
    operations =
        OperationsServer.builder(metrics)
            .host(at.httpHost())
            .port(at.httpPort())
            .liveness(() -> streams.liveness())
            .readiness(this::readiness)
            .configure(queryRoutes(viewCalls)::configure)
            .start();
    parts.addLast(operations);
    streams.start();
  }

  private void startReads() {
    StateStoreSettings.Addresses at = settings.addresses();
    reads =
        StateReadServer.start(
            at.grpcHost(),
            at.grpcPort(),
            at.advertisedHost(),
            settings.reads().readThreads(),
            owned,
            this::owner);
    parts.addLast(reads);
  }

  private Optional<String> owner(int ledger) {
    CommitterStreams started = streams;
    return started == null ? Optional.empty() : started.owner(ledger);
  }

  private QueryRoutes queryRoutes(ViewCalls viewCalls) {
    OwnerAddresses owners =
        new OwnerAddresses(streams::owner, reads.address(), settings.addresses().httpPeers());
    return new QueryRoutes(
        settings.cluster().ledgers(), owned, owners, viewCalls, settings.reads().viewGasLimit());
  }

  private CommitterParts committerParts(MetricsRegistry metrics) {
    return new CommitterParts(
        settings.cluster(),
        settings.committer(),
        settings.rocks(),
        settings.timing().tick(),
        owned,
        metrics.registry());
  }

  private StreamsProperties streamsProperties() {
    return new StreamsProperties(
        settings.applicationId(),
        settings.directory(),
        reads.address(),
        settings.instanceId(),
        settings.threads(),
        settings.standbyReplicas(),
        settings.timing().commitInterval(),
        settings.timing().sessionTimeout(),
        settings.timing().tick());
  }
}
