package io.stretto.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.client.ClientSettings;
import io.stretto.client.StrettoClient;
import io.stretto.contracts.ExampleContract;
import io.stretto.local.EmbeddedCluster;
import io.stretto.local.EmbeddedClusterSettings;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Transactions of which each depends on the one before. */
final class ContentionTest {

  private static final int CALLS = 10_000;

  @TempDir private Path directory;

  /** Submits the calls. */
  private interface Calls {
    void submit(StrettoClient client) throws Exception;
  }

  @Test
  void aHashOverAllCallsIsThatOfTheirOrder() throws Exception {
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    byte[][] hash = {new byte[0]};
    OracleProof proof =
        run(
            ExampleContract.CUMULATIVE_HASH,
            client -> {
              for (int i = 0; i < CALLS; i++) {
                String sender = "account-" + i % 100;
                client.publish(Tokens.call("hot", "append", "call " + i, sender));
                sha256.update(hash[0]);
                sha256.update((sender + "call " + i).getBytes(StandardCharsets.UTF_8));
                hash[0] = sha256.digest();
              }
            });
    proof.print("cumulative hash");
    assertThat(proof.value("hot", "h")).isEqualTo(hash[0]);
  }

  @Test
  void aCounterThatAllIncrementCountsThemAll() throws Exception {
    OracleProof proof =
        run(
            ExampleContract.COUNTER,
            client -> {
              for (int i = 0; i < CALLS; i++) {
                client.publish(Tokens.call("hot", "increment", "", "account-" + i % 100));
              }
            });
    proof.print("hot counter");
    assertThat(ByteBuffer.wrap(proof.value("hot", "c")).order(ByteOrder.LITTLE_ENDIAN).getLong())
        .isEqualTo(CALLS);
  }

  private OracleProof run(ExampleContract contract, Calls calls) throws Exception {
    try (EmbeddedCluster cluster =
            EmbeddedCluster.start(new EmbeddedClusterSettings(directory, 2, 0, 0, Map.of()));
        StrettoClient client = StrettoClient.connect(ClientSettings.of(cluster.settings()))) {
      var _ = client.deploy("hot", contract.code(), "owner").get(60, TimeUnit.SECONDS);
      calls.submit(client);
      client.flush();
      return OracleProof.of(cluster, 0);
    }
  }
}
