package io.stretto.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stretto.client.ClientSettings;
import io.stretto.client.StrettoClient;
import io.stretto.contracts.ExampleContract;
import io.stretto.coordinator.CoordinatorServerSettings;
import io.stretto.coordinator.kafka.CoordinatorServer;
import io.stretto.embedded.EmbeddedKafka;
import io.stretto.embedded.EmbeddedKafkaSettings;
import io.stretto.protocol.Receipt;
import io.stretto.protocol.ReceiptStatus;
import io.stretto.service.kafka.ClusterSettings;
import io.stretto.service.kafka.TopicAdministrator;
import io.stretto.statestore.StateStoreSettings;
import io.stretto.statestore.server.StateStoreServer;
import io.stretto.worker.WorkerSettings;
import io.stretto.worker.kafka.WorkerServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Proves that every role and the client speak TLS and SASL to an external Kafka that asks for it.
 */
final class SecuredKafkaTest {

  private static final String PASSWORD = "store-password";
  private static final String LOGIN =
      "org.apache.kafka.common.security.plain.PlainLoginModule required";

  @TempDir private Path directory;
  private EmbeddedKafka kafka;
  private int securedPort;

  @BeforeEach
  void startSecuredBroker() throws Exception {
    keytool(
        "-genkeypair",
        "-alias",
        "broker",
        "-keyalg",
        "EC",
        "-dname",
        "CN=broker",
        "-ext",
        "SAN=ip:127.0.0.1");
    keytool("-exportcert", "-alias", "broker", "-rfc", "-file", file("broker.pem"));
    securedPort = freePort();
    int controllerPort = freePort();
    int plainPort = freePort();
    Map<String, String> broker =
        Map.of(
            "listeners",
            "PLAINTEXT://127.0.0.1:%d,SECURED://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                .formatted(plainPort, securedPort, controllerPort),
            "advertised.listeners",
            "PLAINTEXT://127.0.0.1:%d,SECURED://127.0.0.1:%d".formatted(plainPort, securedPort),
            "controller.quorum.voters",
            "1@127.0.0.1:" + controllerPort,
            "listener.security.protocol.map",
            "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SECURED:SASL_SSL",
            "sasl.enabled.mechanisms",
            "PLAIN",
            "listener.name.secured.plain.sasl.jaas.config",
            LOGIN + " user_stretto=\"right\";",
            "ssl.keystore.location",
            file("broker.p12"),
            "ssl.keystore.password",
            PASSWORD);
    EmbeddedKafkaSettings settings = EmbeddedKafkaSettings.in(directory.resolve("kafka"));
    for (Map.Entry<String, String> property : broker.entrySet()) {
      settings = settings.withBrokerProperty(property.getKey(), property.getValue());
    }
    kafka = EmbeddedKafka.start(settings.withPort(plainPort));
  }

  @AfterEach
  void stopBroker() {
    if (kafka != null) {
      kafka.close();
    }
  }

  @Test
  void aLedgerWorksOverTlsWithALogin() throws Exception {
    Map<String, String> properties = properties("right");
    TopicAdministrator.ensure(ClusterSettings.fromProperties(properties));
    properties.put("state.directory", file("state"));
    properties.put("state.grpc.port", "0");
    try (StateStoreServer state =
        StateStoreServer.start(StateStoreSettings.fromProperties(properties))) {
      properties.put("worker.state.addresses", state.grpcAddress());
      try (CoordinatorServer coordinator =
              new CoordinatorServer(CoordinatorServerSettings.fromProperties(properties)).start();
          WorkerServer worker =
              new WorkerServer(WorkerSettings.fromProperties(properties)).start();
          StrettoClient client =
              StrettoClient.connect(
                  ClientSettings.of(ClusterSettings.fromProperties(properties)))) {
        Receipt deployed =
            client
                .deploy("counter", ExampleContract.COUNTER.code(), "alice")
                .get(90, TimeUnit.SECONDS);
        assertThat(deployed.status()).isEqualTo(ReceiptStatus.SUCCEEDED);
        Receipt called =
            client
                .submit(Tokens.call("counter", "increment", "", "alice"))
                .get(30, TimeUnit.SECONDS);
        assertThat(called.status()).isEqualTo(ReceiptStatus.SUCCEEDED);
        assertThat(coordinator.liveness().problem()).isEmpty();
        assertThat(worker.liveness().problem()).isEmpty();
      }
    }
  }

  @Test
  void aWrongPasswordIsToldAtOnce() {
    ClusterSettings settings = ClusterSettings.fromProperties(properties("wrong"));
    assertThatThrownBy(() -> TopicAdministrator.ensure(settings))
        .hasMessageContaining("127.0.0.1:" + securedPort)
        .hasStackTraceContaining("SaslAuthenticationException");
  }

  private Map<String, String> properties(String password) {
    Map<String, String> properties = new HashMap<>();
    properties.put("cluster.bootstrap.servers", "127.0.0.1:" + securedPort);
    properties.put("security.protocol", "SASL_SSL");
    properties.put("sasl.mechanism", "PLAIN");
    properties.put(
        "sasl.jaas.config", LOGIN + " username=\"stretto\" password=\"%s\";".formatted(password));
    properties.put("ssl.truststore.type", "PEM");
    properties.put("ssl.truststore.location", file("broker.pem"));
    return properties;
  }

  private String file(String name) {
    return directory.resolve(name).toString();
  }

  private void keytool(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(
        List.of("-keystore", file("broker.p12"), "-storetype", "PKCS12", "-storepass", PASSWORD));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(Duration.ofSeconds(30))).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
