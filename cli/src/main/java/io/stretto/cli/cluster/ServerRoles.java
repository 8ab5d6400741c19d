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

/** The real roles. */
public final class ServerRoles implements Roles {

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
    NameCache.shorten();
    // Before Kafka is looked for, so that wrong settings are named at once.
    Starting starting = starting(role, properties);
    TopicAdministrator.ensure(ClusterSettings.fromProperties(properties));
    starting.start().serve();
  }

  /** Reads a role's settings; what is returned starts it. */
  private static Starting starting(Role role, Map<String, String> properties) {
    return switch (role) {
      case COORDINATOR -> {
        CoordinatorServerSettings settings = CoordinatorServerSettings.fromProperties(properties);
        yield () -> coordinator(settings);
      }
      case WORKER -> {
        WorkerSettings settings = WorkerSettings.fromProperties(properties);
        yield () -> worker(settings);
      }
      case STATE_STORE -> {
        StateStoreSettings settings = StateStoreSettings.fromProperties(properties);
        yield () -> stateStore(settings);
      }
    };
  }

  private static RoleProcess coordinator(CoordinatorServerSettings settings) {
    CoordinatorServer server = new CoordinatorServer(settings).start();
    return new RoleProcess(
        Role.COORDINATOR, server.httpPort(), server::liveness, server::readiness, server);
  }

  private static RoleProcess worker(WorkerSettings settings) {
    WorkerServer server = new WorkerServer(settings).start();
    return new RoleProcess(
        Role.WORKER, server.httpPort(), server::liveness, server::readiness, server);
  }

  private static RoleProcess stateStore(StateStoreSettings settings) throws InterruptedException {
    StateStoreServer server = StateStoreServer.start(settings);
    return new RoleProcess(
        Role.STATE_STORE, server.httpPort(), () -> health(server), server::readiness, server);
  }

  /** Starts a role whose settings are right. */
  private interface Starting {
    RoleProcess start() throws InterruptedException;
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
}
