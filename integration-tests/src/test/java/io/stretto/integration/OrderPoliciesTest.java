package io.stretto.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.client.ClientSettings;
import io.stretto.client.StrettoClient;
import io.stretto.client.TransactionRequest;
import io.stretto.contracts.ExampleContract;
import io.stretto.local.EmbeddedCluster;
import io.stretto.local.EmbeddedClusterSettings;
import io.stretto.protocol.OrderPolicy;
import io.stretto.protocol.Receipt;
import io.stretto.schemas.BlockCodec;
import io.stretto.service.kafka.Topic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each order policy, in several ledgers at once, on transactions whose order shows. */
final class OrderPoliciesTest {

  private static final int LEDGERS = 3;
  private static final int CALLS = 1_500;

  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource
  void blocksAreOrderedByThePolicyInEveryLedger(OrderPolicy policy) throws Exception {
    Seed seed = Seed.next(OrderPoliciesTest.class);
    seed.run(() -> order(policy, seed.random()));
  }

  private void order(OrderPolicy policy, Random random) throws Exception {
    Map<String, String> properties =
        Map.of(
            "cluster.ledgers",
            Integer.toString(LEDGERS),
            "coordinator.order",
            policy.name().toLowerCase(Locale.ROOT));
    List<StrettoClient> clients = new ArrayList<>();
    try (EmbeddedCluster cluster =
        EmbeddedCluster.start(new EmbeddedClusterSettings(directory, 2, 0, 0, properties))) {
      try {
        for (int ledger = 0; ledger < LEDGERS; ledger++) {
          clients.add(connect(cluster, ledger));
        }
        for (int i = 0; i < CALLS; i++) {
          for (StrettoClient client : clients) {
            client.publish(call(random, i));
          }
        }
        clients.forEach(StrettoClient::flush);
        for (int ledger = 0; ledger < LEDGERS; ledger++) {
          check(cluster, policy, ledger);
        }
      } finally {
        clients.forEach(StrettoClient::close);
      }
    }
  }

  private static StrettoClient connect(EmbeddedCluster cluster, int ledger) throws Exception {
    StrettoClient client =
        StrettoClient.connect(ClientSettings.of(cluster.settings()).withLedger(ledger));
    for (ExampleContract contract :
        List.of(ExampleContract.CUMULATIVE_HASH, ExampleContract.COUNTER)) {
      var _ =
          client
              .deploy(contract.contractName(), contract.code(), "owner-" + ledger)
              .get(60, TimeUnit.SECONDS);
    }
    return client;
  }

  private static TransactionRequest call(Random random, int number) {
    String sender = "account-" + random.nextInt(50);
    TransactionRequest request =
        random.nextBoolean()
            ? Tokens.call("cumulative-hash", "append", "call " + number, sender)
            : Tokens.call("counter", "increment", "", sender);
    return request.withPriority(random.nextInt());
  }

  private static void check(EmbeddedCluster cluster, OrderPolicy policy, int ledger)
      throws Exception {
    OracleProof proof = OracleProof.of(cluster, ledger);
    proof.print(policy + ", ledger " + ledger);
    assertThat(proof.receipts()).hasSize(CALLS + 2);
    assertThat(proof.receipts()).noneMatch(Receipt::isDuplicate);
    BlockCodec codec = new BlockCodec();
    assertThat(new LedgerTopics(cluster.settings(), ledger).records(Topic.BLOCKS))
        .allSatisfy(
            record -> assertThat(codec.decode(record.value()).orderPolicy()).isEqualTo(policy));
    boolean isByOffset = true;
    for (int i = 1; i < proof.receipts().size(); i++) {
      isByOffset &= proof.receipts().get(i - 1).offset() < proof.receipts().get(i).offset();
    }
    assertThat(isByOffset).isEqualTo(policy == OrderPolicy.ARRIVAL);
  }
}
