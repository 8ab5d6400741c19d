package io.stretto.service.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stretto.service.kafka.ClusterSettings;
import io.stretto.service.kafka.KafkaClients;
import io.stretto.service.operations.OperationsServerException.Code;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class OperationsServerTest {

  private final MetricsRegistry metrics = MetricsRegistry.create("worker", "worker-3");
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    http.close();
    metrics.close();
  }

  @Test
  void probesSayWhatTheRoleSaysNow() throws Exception {
    AtomicReference<Health> health = new AtomicReference<>(Health.unhealthy("replaying block 7"));
    try (OperationsServer server =
        OperationsServer.builder(metrics).readiness(health::get).start()) {
      HttpResponse<String> before = get(server, "/health/ready");
      health.set(Health.healthy());
      HttpResponse<String> after = get(server, "/health/ready");

      assertThat(before.statusCode()).isEqualTo(503);
      assertThat(before.headers().firstValue("content-type")).hasValue("application/json");
      assertThat(json(before))
          .containsExactlyInAnyOrderEntriesOf(
              Map.of("status", "unavailable", "reason", "replaying block 7"));
      assertThat(after.statusCode()).isEqualTo(200);
      assertThat(json(after)).isEqualTo(Map.of("status", "ok"));
      assertThat(get(server, "/health/live").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aProbeThatFailsMeansUnavailable() throws Exception {
    try (OperationsServer server =
        OperationsServer.builder(metrics)
            .liveness(
                () -> {
                  throw new IllegalStateException("stuck");
                })
            .start()) {
      HttpResponse<String> response = get(server, "/health/live");

      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(response.body()).contains("stuck");
    }
  }

  @Test
  void metricsOfProcessRoleAndClientsAreShown() throws Exception {
    metrics.registry().counter("stretto.blocks").increment(5);
    try (var producer =
            new KafkaClients(ClusterSettings.at("127.0.0.1:9")).producer("metrics-test");
        var bound = metrics.bind(producer);
        OperationsServer server = OperationsServer.builder(metrics).start()) {
      assertThat(bound).isNotNull();
      HttpResponse<String> response = get(server, "/metrics");

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("content-type").orElseThrow())
          .startsWith("text/plain; version=0.0.4");
      assertThat(response.body())
          .contains("stretto_blocks_total{instance=\"worker-3\",role=\"worker\"} 5.0")
          .contains("jvm_memory_used_bytes{")
          .contains("kafka_producer_record_send_total{client_id=\"metrics-test\"");
    }
  }

  @Test
  void aRoleAddsRoutesThatSpeakJson() throws Exception {
    try (OperationsServer server =
        OperationsServer.builder(metrics)
            .configure(
                config ->
                    config.routes.get(
                        "/ledgers/{ledger}",
                        context -> context.json(new Answer(context.pathParam("ledger"), 12))))
            .start()) {
      HttpResponse<String> response = get(server, "/ledgers/0");

      assertThat(json(response)).isEqualTo(Map.of("ledger", "0", "height", 12));
      assertThat(get(server, "/other").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void aPortInUseIsNamed() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      OperationsServerException failure = failure(OperationsServer.builder(metrics).port(port));

      assertThat(failure.code()).isEqualTo(Code.PORT_NOT_AVAILABLE);
      assertThat(failure)
          .hasMessageContaining("port " + port)
          .hasMessageContaining("choose another port");
    }
  }

  @Test
  void anAddressOfAnotherMachineIsNamed() {
    for (String host : List.of("192.0.2.1", "no-such-host.invalid")) {
      OperationsServerException failure = failure(OperationsServer.builder(metrics).host(host));

      assertThat(failure.code()).isEqualTo(Code.PORT_NOT_AVAILABLE);
      assertThat(failure).hasMessageContaining(host);
    }
  }

  private static OperationsServerException failure(OperationsServer.Builder builder) {
    OperationsServerException failure =
        catchThrowableOfType(OperationsServerException.class, () -> builder.start().close());
    assertThat(failure).isNotNull();
    return failure;
  }

  private HttpResponse<String> get(OperationsServer server, String path) throws Exception {
    URI address = URI.create("http://127.0.0.1:" + server.port() + path);
    return http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static Map<String, Object> json(HttpResponse<String> response) throws IOException {
    return new ObjectMapper().readValue(response.body(), new TypeReference<>() {});
  }

  private record Answer(String ledger, int height) {}
}
