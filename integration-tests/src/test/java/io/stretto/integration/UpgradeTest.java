package io.stretto.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.client.ClientSettings;
import io.stretto.client.StrettoClient;
import io.stretto.contracts.ExampleContract;
import io.stretto.local.EmbeddedCluster;
import io.stretto.local.EmbeddedClusterSettings;
import io.stretto.protocol.Receipt;
import io.stretto.protocol.ReceiptStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Proves that this release goes on from the data directory of every release: Kafka's logs with all
 * topics, and the state. The whole history is executed again and has the outcome that the old
 * release committed, gas and digests included.
 *
 * <p>A release's directory is written once, with {@code mvn verify -pl integration-tests -am
 * -Dtest=UpgradeTest -Dsurefire.failIfNoSpecifiedTests=false -Dgolden.release=0.1}; what is there
 * already stays as it is.
 */
final class UpgradeTest {

  private static final int ACCOUNTS = 60;
  private static final int TRANSFERS = 400;

  @TempDir private Path directory;

  @BeforeAll
  static void writeTheDirectoryOfTheReleaseAskedFor(@TempDir Path fresh) throws Exception {
    String release = System.getProperty("golden.release");
    if (release == null) {
      return;
    }
    try (EmbeddedCluster cluster = EmbeddedCluster.start(settings(fresh));
        StrettoClient client = StrettoClient.connect(ClientSettings.of(cluster.settings()))) {
      Tokens.fund(client, ACCOUNTS);
      for (ExampleContract contract : ExampleContract.values()) {
        succeed(client.deploy(contract.contractName(), contract.code(), "deployer"));
      }
      transfer(client, "first");
      OracleProof.of(cluster, 0).print("release " + release);
    }
    GoldenDirectory.packOnce(release, fresh);
  }

  static List<String> releases() throws IOException {
    return GoldenDirectory.releases();
  }

  @ParameterizedTest
  @MethodSource("releases")
  void goesOnFromTheDirectoryOfARelease(String release) throws Exception {
    GoldenDirectory.unpack(release, directory);
    try (EmbeddedCluster cluster = EmbeddedCluster.start(settings(directory));
        StrettoClient client =
            StrettoClient.connect(ClientSettings.of(cluster.settings()).withHttp(cluster.http()))) {
      OracleProof old = OracleProof.of(cluster, 0);
      Tokens.checkSupply(old, ACCOUNTS);
      assertThat(client.findReceipt("first-7")).isPresent();
      succeed(client.submit(Tokens.call("counter", "increment", "", "alice")));
      transfer(client, "second");
      OracleProof proof = OracleProof.of(cluster, 0);
      proof.print("release " + release + " and on");
      Tokens.checkSupply(proof, ACCOUNTS);
      assertThat(proof.receipts().subList(0, old.receipts().size()))
          .usingRecursiveComparison()
          .isEqualTo(old.receipts());
    }
  }

  @Test
  void thereIsADirectoryOfARelease() throws IOException {
    assertThat(GoldenDirectory.releases()).isNotEmpty();
  }

  /** Nothing expires: the directory is opened years after it was written. */
  private static EmbeddedClusterSettings settings(Path data) {
    return new EmbeddedClusterSettings(
        data,
        1,
        0,
        0,
        Map.of(
            "cluster.retention.receipts.millis", "-1", "cluster.retention.rejected.millis", "-1"));
  }

  private static void transfer(StrettoClient client, String prefix) throws Exception {
    Random random = new Random(7);
    List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
    for (int i = 0; i < TRANSFERS; i++) {
      receipts.add(client.submit(Tokens.transfer(random, ACCOUNTS).withId(prefix + "-" + i)));
    }
    assertThat(Tokens.all(receipts)).hasSize(TRANSFERS);
  }

  private static void succeed(CompletableFuture<Receipt> receipt) throws Exception {
    assertThat(Tokens.all(List.of(receipt)).get(0).status()).isEqualTo(ReceiptStatus.SUCCEEDED);
  }
}
