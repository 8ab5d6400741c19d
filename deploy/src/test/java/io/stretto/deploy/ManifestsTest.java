package io.stretto.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.stretto.coordinator.CoordinatorServerSettings;
import io.stretto.service.settings.SettingDefinition;
import io.stretto.statestore.StateStoreSetting;
import io.stretto.statestore.StateStoreSettings;
import io.stretto.worker.WorkerSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ManifestsTest {

  private static final Set<String> ROLES = Set.of("coordinator", "state-store", "worker");
  private static final int GRACE_SECONDS = 30;

  private final Map<String, PodSpec> pods = Manifests.pods();

  @Test
  void noFieldIsMisspelt() throws Exception {
    for (HasMetadata manifest : Manifests.all()) {
      String name = manifest.getKind() + " " + manifest.getMetadata().getName();
      assertThat(UnknownFields.of(manifest)).as(name).isEmpty();
    }
  }

  @Test
  void everythingIsInTheNamespaceThatTheyMake() {
    String namespace = Manifests.all(Namespace.class).getFirst().getMetadata().getName();
    assertThat(Manifests.all())
        .filteredOn(manifest -> !(manifest instanceof Namespace))
        .allSatisfy(m -> assertThat(m.getMetadata().getNamespace()).isEqualTo(namespace));
  }

  @Test
  void everyRoleHasItsPodsAndABudgetOfDisruptions() {
    assertThat(pods.keySet()).isEqualTo(ROLES);
    assertThat(Manifests.all(PodDisruptionBudget.class))
        .extracting(budget -> budget.getSpec().getSelector().getMatchLabels())
        .containsExactlyInAnyOrderElementsOf(
            ROLES.stream().map(role -> Map.of("app.kubernetes.io/name", role)).toList());
  }

  @Test
  void everyPodRunsWithoutPrivilegesAndGetsTimeToEnd() {
    pods.forEach(
        (role, pod) -> {
          assertThat(pod.getSecurityContext().getRunAsNonRoot()).as(role).isTrue();
          assertThat(pod.getSecurityContext().getRunAsUser()).as(role).isPositive();
          assertThat(pod.getAutomountServiceAccountToken()).as(role).isFalse();
          assertThat(pod.getTerminationGracePeriodSeconds())
              .as(role)
              .isGreaterThanOrEqualTo(GRACE_SECONDS);
        });
    for (Container container : containers()) {
      var security = container.getSecurityContext();
      assertThat(security.getAllowPrivilegeEscalation()).as(container.getName()).isFalse();
      assertThat(security.getReadOnlyRootFilesystem()).as(container.getName()).isTrue();
      assertThat(security.getCapabilities().getDrop()).containsExactly("ALL");
    }
  }

  @Test
  void everyContainerHasProbesAndLimits() {
    for (Container container : containers()) {
      assertProbe(container.getStartupProbe(), "/health/live");
      assertProbe(container.getLivenessProbe(), "/health/live");
      assertProbe(container.getReadinessProbe(), "/health/ready");
      assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
      assertThat(container.getResources().getLimits()).containsKeys("cpu", "memory");
    }
  }

  @Test
  void theRoleIsTheImagesArgument() {
    pods.forEach(
        (role, pod) ->
            assertThat(pod.getContainers())
                .allSatisfy(c -> assertThat(c.getArgs()).contains(role)));
  }

  @Test
  void everySettingExistsInTheCode() {
    Set<String> known =
        Code.settings().stream().map(SettingDefinition::name).collect(Collectors.toSet());
    for (String role : ROLES) {
      assertThat(known).as(role).containsAll(settings(role).keySet());
    }
  }

  @Test
  void theRolesAcceptTheirSettings() {
    CoordinatorServerSettings coordinator =
        CoordinatorServerSettings.fromProperties(settings("coordinator"));
    assertThat(coordinator.httpHost()).isEqualTo("0.0.0.0");
    WorkerSettings worker = WorkerSettings.fromProperties(settings("worker"));
    assertThat(worker.httpHost()).isEqualTo("0.0.0.0");
    StateStoreSettings store = StateStoreSettings.fromProperties(settings("state-store"));
    assertThat(store.cluster()).isEqualTo(worker.cluster()).isEqualTo(coordinator.cluster());
  }

  @Test
  void portsAreThoseOfTheSettings() {
    assertThat(port("coordinator", "http"))
        .isEqualTo(Integer.parseInt(settings("coordinator").get("coordinator.http.port")));
    assertThat(port("worker", "http"))
        .isEqualTo(Integer.parseInt(settings("worker").get("worker.http.port")));
    assertThat(port("state-store", "http"))
        .isEqualTo(Integer.parseInt(settings("state-store").get("state.http.port")));
    assertThat(port("state-store", "grpc"))
        .isEqualTo(Integer.parseInt(settings("state-store").get("state.grpc.port")));
    assertThat(StateStoreSetting.GRPC_PORT.defaultValue())
        .isEqualTo(String.valueOf(port("state-store", "grpc")));
    for (Service service : Manifests.all(Service.class)) {
      String role = service.getSpec().getSelector().get("app.kubernetes.io/name");
      for (ServicePort port : service.getSpec().getPorts()) {
        assertThat(port.getPort()).isEqualTo(port(role, port.getTargetPort().getStrVal()));
      }
    }
  }

  @Test
  void workersKnowEveryStateStore() {
    StatefulSet stores = Manifests.all(StatefulSet.class).getFirst();
    String name = stores.getMetadata().getName();
    String domain = stores.getSpec().getServiceName() + "." + stores.getMetadata().getNamespace();
    List<String> addresses = WorkerSettings.fromProperties(settings("worker")).stateAddresses();
    assertThat(addresses).hasSize(stores.getSpec().getReplicas());
    for (int i = 0; i < addresses.size(); i++) {
      String address = name + "-" + i + "." + domain + ".svc:" + port("state-store", "grpc");
      assertThat(addresses.get(i)).isEqualTo(address);
    }
  }

  @Test
  void theStatesDirectoryIsAVolume() {
    StatefulSet stores = Manifests.all(StatefulSet.class).getFirst();
    String claim = stores.getSpec().getVolumeClaimTemplates().getFirst().getMetadata().getName();
    assertThat(pods.get("state-store").getContainers().getFirst().getVolumeMounts())
        .anySatisfy(
            mount -> {
              assertThat(mount.getName()).isEqualTo(claim);
              assertThat(mount.getMountPath())
                  .isEqualTo(settings("state-store").get("state.directory"));
            });
  }

  private List<Container> containers() {
    return pods.values().stream().flatMap(pod -> pod.getContainers().stream()).toList();
  }

  private static void assertProbe(Probe probe, String path) {
    assertThat(probe.getHttpGet().getPath()).isEqualTo(path);
    assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("http");
  }

  private int port(String role, String name) {
    return pods.get(role).getContainers().getFirst().getPorts().stream()
        .filter(port -> port.getName().equals(name))
        .map(ContainerPort::getContainerPort)
        .findFirst()
        .orElseThrow();
  }

  /** What a role is given: the shared file, then what its pods add. */
  private Map<String, String> settings(String role) {
    ConfigMap shared = Manifests.all(ConfigMap.class).getFirst();
    Map<String, String> settings = new HashMap<>();
    put(settings, Manifests.properties(shared.getData().get("stretto.properties")));
    for (EnvVar variable : pods.get(role).getContainers().getFirst().getEnv()) {
      if (variable.getName().equals("STRETTO_SETTINGS")) {
        String value = variable.getValue().replace("$(POD_NAME)", role + "-0");
        put(settings, Manifests.properties(value));
      }
    }
    return settings;
  }

  private static void put(Map<String, String> settings, Properties properties) {
    properties.stringPropertyNames().forEach(n -> settings.put(n, properties.getProperty(n)));
  }
}
