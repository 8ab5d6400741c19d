package io.stretto.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.client.ClientSettings;
import io.stretto.client.StrettoClient;
import io.stretto.local.EmbeddedCluster;
import io.stretto.local.EmbeddedClusterSettings;
import io.stretto.protocol.Int128;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Additions to few keys by all, and lists of these keys, on two workers. */
final class AdditionsTest {

  private static final int CALLS = 5_000;

  @TempDir private Path directory;

  @Test
  void additionsOfAllDoNotConflict() throws Exception {
    OracleProof proof =
        run(
            client -> {
              for (int i = 0; i < CALLS; i++) {
                client.publish(Tokens.call("tally", "vote", "all", "account-" + i % 100));
              }
            });
    proof.print("additions to one key");
    assertThat(Int128.ofValue(proof.value("tally", "v/all"))).isEqualTo(Int128.of(CALLS));
    int conflicts =
        proof.blocks().stream().mapToInt(block -> block.commit().statistics().conflicts()).sum();
    assertThat(conflicts).isZero();
  }

  @Test
  void listsBetweenAdditionsShowAllOfThem() throws Exception {
    Seed seed = Seed.next(AdditionsTest.class);
    seed.run(() -> listsBetweenAdditions(seed.random()));
  }

  private void listsBetweenAdditions(Random random) throws Exception {
    OracleProof proof =
        run(
            client -> {
              for (int i = 0; i < CALLS; i++) {
                String function =
                    switch (random.nextInt(10)) {
                      case 0 -> "report";
                      case 1 -> "forget";
                      default -> "vote";
                    };
                String sender = "account-" + random.nextInt(10);
                client.publish(Tokens.call("tally", function, "c" + random.nextInt(30), sender));
              }
            });
    proof.print("lists between additions");
    assertThat(proof.value("tally", "r/account-1")).hasSizeGreaterThan(4);
  }

  /** Submits calls. */
  private interface Calls {
    void submit(StrettoClient client) throws Exception;
  }

  private OracleProof run(Calls calls) throws Exception {
    try (EmbeddedCluster cluster =
            EmbeddedCluster.start(new EmbeddedClusterSettings(directory, 2, 0, 0, Map.of()));
        StrettoClient client = StrettoClient.connect(ClientSettings.of(cluster.settings()))) {
      var _ = client.deploy("tally", BadCalls.module("tally"), "owner").get(60, TimeUnit.SECONDS);
      calls.submit(client);
      client.flush();
      return OracleProof.of(cluster, 0);
    }
  }
}
