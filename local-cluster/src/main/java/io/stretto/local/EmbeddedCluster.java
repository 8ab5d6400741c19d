package io.stretto.local;

import io.stretto.coordinator.CoordinatorServerSettings;
import io.stretto.coordinator.kafka.CoordinatorServer;
import io.stretto.embedded.EmbeddedKafka;
import io.stretto.embedded.EmbeddedKafkaSettings;
import io.stretto.service.kafka.ClusterSetting;
import io.stretto.service.kafka.ClusterSettings;
import io.stretto.service.kafka.TopicAdministrator;
import io.stretto.service.operations.Health;
import io.stretto.statestore.StateStoreSettings;
import io.stretto.statestore.server.StateStoreServer;
import io.stretto.worker.WorkerSettings;
import io.stretto.worker.kafka.WorkerServer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A whole cluster in this process: an embedded Kafka with its topics, a state-store, a coordinator
 * and workers, each started as it would be in a process of its own. It serves clients from the
 * moment it is returned until it is closed; with the same data directory it goes on where it
 * stopped, however it stopped.
 */
public final class EmbeddedCluster implements AutoCloseable {

  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
  private static final long START_CHECK_MILLIS = 20;

  private final Deque<AutoCloseable> servers = new ArrayDeque<>();
  private ClusterSettings settings;
  private StateStoreServer stateStore;

  private EmbeddedCluster() {}

  /**
   * Starts a cluster and returns when it serves clients.
   *
   * @throws RuntimeException with one line for people where it cannot be started; nothing runs then
   */
  public static EmbeddedCluster start(EmbeddedClusterSettings local) throws InterruptedException {
    EmbeddedCluster cluster = new EmbeddedCluster();
    boolean isStarted = false;
    try {
      cluster.open(local);
      isStarted = true;
      return cluster;
    } finally {
      if (!isStarted) {
        cluster.close();
      }
    }
  }

  private void open(EmbeddedClusterSettings local) throws InterruptedException {
    SettingsCheck.check(local.properties());
    EmbeddedKafka kafka =
        EmbeddedKafka.start(
            EmbeddedKafkaSettings.in(local.dataDirectory()).withPort(local.kafkaPort()));
    servers.push(kafka);
    Map<String, String> properties = new HashMap<>(local.properties());
    properties.put(ClusterSetting.BOOTSTRAP_SERVERS.fullName(), kafka.bootstrapServers());
    settings = ClusterSettings.fromProperties(properties);
    TopicAdministrator.ensure(settings);

    Map<String, String> state = new HashMap<>(properties);
    state.put("state.directory", local.dataDirectory().resolve("state").toString());
    state.put("state.http.port", Integer.toString(local.httpPort()));
    state.putIfAbsent("state.grpc.port", "0");
    stateStore = StateStoreServer.start(StateStoreSettings.fromProperties(state));
    servers.push(stateStore);
    CoordinatorServer coordinator =
        new CoordinatorServer(CoordinatorServerSettings.fromProperties(properties)).start();
    servers.push(coordinator);
    List<Supplier<Health>> readiness = new ArrayList<>();
    readiness.add(stateStore::readiness);
    readiness.add(coordinator::readiness);
    for (int number = 1; number <= local.workers(); number++) {
      Map<String, String> worker = new HashMap<>(properties);
      worker.put("worker.state.addresses", stateStore.grpcAddress());
      worker.put("worker.instance", "worker-" + number);
      WorkerServer server = new WorkerServer(WorkerSettings.fromProperties(worker)).start();
      servers.push(server);
      readiness.add(server::readiness);
    }
    awaitReady(readiness);
  }

  private void awaitReady(List<Supplier<Health>> readiness) throws InterruptedException {
    long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
    for (Supplier<Health> probe : readiness) {
      for (Health health = probe.get(); health.problem().isPresent(); health = probe.get()) {
        stateStore.throwIfFailed();
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException(
              "the cluster was not ready after "
                  + START_TIMEOUT.toSeconds()
                  + " s: "
                  + health.problem().get());
        }
        TimeUnit.MILLISECONDS.sleep(START_CHECK_MILLIS);
      }
    }
  }

  /** The settings that reach it: its Kafka's address, its topics, ledgers and lanes. */
  public ClusterSettings settings() {
    return settings;
  }

  /** Where its state-store serves state reads to workers, as host:port. */
  public String stateReadAddress() {
    return stateStore.grpcAddress();
  }

  /** Where its state-store answers HTTP, such as http://127.0.0.1:8080. */
  public URI http() {
    return URI.create("http://127.0.0.1:" + stateStore.httpPort());
  }

  /** Stops the roles, then Kafka, with all data on disk; repeats do nothing. */
  @Override
  public synchronized void close() {
    while (!servers.isEmpty()) {
      Closing.close(servers.pop());
    }
  }
}
