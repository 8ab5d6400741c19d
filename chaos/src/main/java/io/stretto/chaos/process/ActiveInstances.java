package io.stretto.chaos.process;

import io.stretto.chaos.plan.Fault.Target;
import io.stretto.service.kafka.KafkaClients;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;

/** Finds out which of several processes has the ledger, by asking them or their group. */
public final class ActiveInstances {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final String COORDINATORS = "stretto-coordinators";

  private final ProcessCluster cluster;

  /** Of a cluster. */
  public ActiveInstances(ProcessCluster cluster) {
    this.cluster = cluster;
  }

  /** The process of a role that has the ledger; nothing where none can be told. */
  public Optional<Instance> find(Target role) throws InterruptedException {
    return switch (role) {
      case STATE_STORE -> stateStore();
      case COORDINATOR -> coordinator();
      case WORKER, BROKER -> Optional.empty();
    };
  }

  private Optional<Instance> stateStore() throws InterruptedException {
    for (Instance instance : cluster.instances(Target.STATE_STORE)) {
      Optional<HttpResponse<String>> status = instance.get("/v1/status");
      if (status.isPresent() && status.get().body().contains("\"height\"")) {
        return Optional.of(instance);
      }
    }
    return Optional.empty();
  }

  private Optional<Instance> coordinator() throws InterruptedException {
    try (Admin admin = new KafkaClients(cluster.settings()).admin("chaos-admin", TIMEOUT)) {
      List<String> clientIds =
          admin
              .describeConsumerGroups(List.of(COORDINATORS))
              .describedGroups()
              .get(COORDINATORS)
              .get()
              .members()
              .stream()
              .filter(member -> !member.assignment().topicPartitions().isEmpty())
              .map(MemberDescription::clientId)
              .toList();
      return cluster.instances(Target.COORDINATOR).stream()
          .filter(
              instance -> clientIds.stream().anyMatch(id -> id.startsWith(instance.name() + "-")))
          .findFirst();
    } catch (ExecutionException e) {
      return Optional.empty();
    }
  }
}
