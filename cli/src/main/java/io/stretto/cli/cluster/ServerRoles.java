package io.stretto.cli.cluster;

import io.stretto.coordinator.CoordinatorServerSettings;
import io.stretto.coordinator.kafka.CoordinatorServer;
import io.stretto.local.EmbeddedCluster;
import io.stretto.local.EmbeddedClusterSettings;
import io.stretto.service.kafka.ClusterSettings;
import io.stretto.service.kafka.TopicAdministrator;
import io.stretto.service.operations.Health;
import io.stretto.statestore.StateStoreSettings;
import io.stretto.statestore.server.StateStoreServer;
import io.stretto.worker.WorkerSettings;
import io.stretto.worker.kafka.WorkerServer;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The real roles. */
public final class ServerRoles implements Roles {

  private static final Logger LOG = LoggerFactory.getLogger(ServerRoles.class);

  private static final long HEALTH_CHECK_MILLIS = 1_000;

  @Override
  public LocalCluster startLocalCluster(LocalClusterSettings settings) throws InterruptedException {
    EmbeddedCluster cluster =
        EmbeddedCluster.start(
            new EmbeddedClusterSettings(
                settings.dataDirectory(),
                settings.workers(),
                settings.kafkaPort(),
                settings.httpPort(),
                settings.properties()));
    return new ServerCluster(cluster);
  }

  /** Settings are looked at before Kafka is: what is wrong with them is known at once. */
  @Override
  public void run(Role role, Map<String, String> properties) throws InterruptedException {
    switch (role) {
      case COORDINATOR -> {
        var settings = CoordinatorServerSettings.fromProperties(properties);
        TopicAdministrator.ensure(settings.cluster());
        CoordinatorServer server = new CoordinatorServer(settings).start();
        serve(role, server::liveness, server);
      }
      case WORKER -> {
        var settings = WorkerSettings.fromProperties(properties);
        TopicAdministrator.ensure(settings.cluster());
        WorkerServer server = new WorkerServer(settings).start();
        serve(role, server::liveness, server);
      }
      case STATE_STORE -> {
        var settings = StateStoreSettings.fromProperties(properties);
        StateStoreServer server = StateStoreServer.start(settings);
        serve(role, () -> health(server), server);
      }
    }
  }

  /** Throws where the state store has refused its data: the reason has a code of its own. */
  private static Health health(StateStoreServer server) {
    server.throwIfFailed();
    return server.liveness();
  }

  /** An embedded cluster as the command sees it. */
  private record ServerCluster(EmbeddedCluster cluster) implements LocalCluster {

    @Override
    public ClusterSettings settings() {
      return cluster.settings();
    }

    @Override
    public URI http() {
      return cluster.http();
    }

    @Override
    public void close() {
      cluster.close();
    }
  }

  /** Returns when the process is told to end and the role has ended; throws where it fails. */
  private static void serve(Role role, Supplier<Health> liveness, AutoCloseable server)
      throws InterruptedException {
    CountDownLatch toldToEnd = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    Thread ending =
        Thread.ofPlatform()
            .unstarted(
                () -> {
                  toldToEnd.countDown();
                  awaitQuietly(ended);
                });
    Runtime.getRuntime().addShutdownHook(ending);
    try {
      while (!toldToEnd.await(HEALTH_CHECK_MILLIS, TimeUnit.MILLISECONDS)) {
        Health health = liveness.get();
        if (health.problem().isPresent()) {
          throw new IllegalStateException(role.word() + " " + health.problem().get());
        }
      }
    } finally {
      close(server);
      ended.countDown();
    }
  }

  private static void close(AutoCloseable server) {
    try {
      server.close();
    } catch (Exception e) {
      LOG.warn("{} did not close cleanly", server.getClass().getSimpleName(), e);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
