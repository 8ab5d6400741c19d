package io.stretto.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stretto.cli.command.RunningCluster;
import io.stretto.client.ClientSettings;
import io.stretto.client.StrettoClient;
import io.stretto.local.EmbeddedCluster;
import io.stretto.local.EmbeddedClusterSettings;
import io.stretto.protocol.Receipt;
import io.stretto.service.kafka.ClusterSettings;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Clusters that go on from their data directory, however they stopped. */
final class ClusterRestartTest {

  private static final int ACCOUNTS = 500;
  private static final int UNANSWERED = 2_000;
  private static final int RECEIPTS_BETWEEN = 3_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path directory;
  @RegisterExtension private final ChildJvms children = new ChildJvms();

  @Test
  void aClusterThatWasStoppedGoesOnWhereItStopped() throws Exception {
    Seed seed = Seed.next(ClusterRestartTest.class);
    seed.run(() -> stopAndGoOn(seed));
  }

  private void stopAndGoOn(Seed seed) throws Exception {
    EmbeddedClusterSettings settings =
        new EmbeddedClusterSettings(directory.resolve("cluster"), 2, 0, 0, Map.of());
    List<Receipt> before = List.of();
    for (int life = 0; life < 3; life++) {
      try (EmbeddedCluster cluster = EmbeddedCluster.start(settings);
          StrettoClient client = StrettoClient.connect(ClientSettings.of(cluster.settings()))) {
        OracleProof found = OracleProof.of(cluster, 0);
        assertThat(found.receipts()).usingRecursiveComparison().isEqualTo(before);
        if (life == 0) {
          Tokens.fund(client, ACCOUNTS);
        }
        var random = seed.random();
        var receipts = new HashMap<String, Receipt>();
        for (int i = 0; i < 500; i++) {
          String id = "life-" + life + "-" + i;
          receipts.put(id, null);
          client.publish(Tokens.transfer(random, ACCOUNTS).withId(id));
        }
        client.flush();
        OracleProof proof = OracleProof.of(cluster, 0);
        proof.print("life " + life);
        Tokens.checkSupply(proof, ACCOUNTS);
        proof.receipts().forEach(receipt -> receipts.remove(receipt.transactionId()));
        assertThat(receipts).isEmpty();
        before = proof.receipts();
      }
    }
  }

  @Test
  void aClusterThatWasKilledUnderLoadHasLostAndDoubledNothing() throws Exception {
    Seed seed = Seed.next(ClusterRestartTest.class);
    seed.run(() -> killAndGoOn(seed));
  }

  private void killAndGoOn(Seed seed) throws Exception {
    Path data = directory.resolve("data");
    int port = freePort();
    ChildJvms.Child first = up(data, port, "first");
    ClusterSettings settings = settings(data);
    try (StrettoClient client =
        StrettoClient.connect(
            ClientSettings.of(settings)
                .withMaxUnanswered(UNANSWERED, ClientSettings.WhenFull.BLOCK)
                .withReceiptTimeout(PATIENCE))) {
      Tokens.fund(client, ACCOUNTS);
      Load load = Load.start(client, seed.random(), ACCOUNTS);
      load.awaitReceipts(RECEIPTS_BETWEEN);
      first.kill();
      up(data, port, "second");
      load.awaitReceipts(RECEIPTS_BETWEEN);
      Map<String, Receipt> receipts = load.end();
      OracleProof proof = OracleProof.of(settings, http(data), 0, Integer.MAX_VALUE);
      proof.print("killed cluster");
      Load.checkOnce(receipts, proof);
      Tokens.checkSupply(proof, ACCOUNTS);
    }
  }

  private ChildJvms.Child up(Path data, int port, String name) throws Exception {
    ChildJvms.Child child =
        children.start(
            directory,
            name,
            "up",
            "--data=" + data,
            "--workers=2",
            "--kafka-port=" + port,
            "--http-port=0");
    await(name + " is ready")
        .atMost(PATIENCE)
        .until(() -> !child.process().isAlive() || child.text().contains("ready; "));
    assertThat(child.process().isAlive()).as(child.text()).isTrue();
    return child;
  }

  private static ClusterSettings settings(Path data) {
    return ClusterSettings.fromProperties(RunningCluster.read(data).orElseThrow().properties());
  }

  private static URI http(Path data) {
    return RunningCluster.read(data).flatMap(RunningCluster::http).orElseThrow();
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
