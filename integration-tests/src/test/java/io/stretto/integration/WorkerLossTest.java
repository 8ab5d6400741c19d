package io.stretto.integration;

import io.stretto.client.ClientSettings;
import io.stretto.client.StrettoClient;
import io.stretto.local.EmbeddedCluster;
import io.stretto.local.EmbeddedClusterSettings;
import io.stretto.protocol.Receipt;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Workers that come and go while transactions flow. */
final class WorkerLossTest {

  private static final int ACCOUNTS = 1_000;
  private static final int UNANSWERED = 2_000;
  private static final int RECEIPTS_BETWEEN = 4_000;

  @TempDir private Path directory;
  @RegisterExtension private final ChildJvms children = new ChildJvms();

  @Test
  void aKilledWorkerLosesNothingAndANewOneTakesItsPlace() throws Exception {
    Seed seed = Seed.next(WorkerLossTest.class);
    seed.run(() -> loseOne(seed));
  }

  private void loseOne(Seed seed) throws Exception {
    EmbeddedClusterSettings settings =
        new EmbeddedClusterSettings(directory.resolve("cluster"), 0, 0, 0, Map.of());
    try (EmbeddedCluster cluster = EmbeddedCluster.start(settings);
        StrettoClient client =
            StrettoClient.connect(
                ClientSettings.of(cluster.settings())
                    .withMaxUnanswered(UNANSWERED, ClientSettings.WhenFull.BLOCK))) {
      ChildJvms.Child doomed = worker(cluster, "doomed");
      worker(cluster, "staying");
      ChildJvms.awaitWorkers(cluster.settings(), 2);
      Tokens.fund(client, ACCOUNTS);
      Load load = Load.start(client, seed.random(), ACCOUNTS);
      load.awaitReceipts(RECEIPTS_BETWEEN);
      doomed.kill();
      worker(cluster, "new");
      load.awaitReceipts(RECEIPTS_BETWEEN);
      ChildJvms.awaitWorkers(cluster.settings(), 2);
      load.awaitReceipts(RECEIPTS_BETWEEN);
      Map<String, Receipt> receipts = load.end();
      OracleProof proof = OracleProof.of(cluster, 0);
      proof.print("worker loss");
      Load.checkOnce(receipts, proof);
      Tokens.checkSupply(proof, ACCOUNTS);
    }
  }

  private ChildJvms.Child worker(EmbeddedCluster cluster, String name) throws Exception {
    return children.startWorker(directory, name, cluster.settings(), cluster.stateReadAddress());
  }
}
