package io.stretto.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.client.ClientSettings;
import io.stretto.client.StateQueries;
import io.stretto.client.StateQueries.ViewRequest;
import io.stretto.client.StrettoClient;
import io.stretto.client.TransactionRequest;
import io.stretto.contracts.ExampleContract;
import io.stretto.local.EmbeddedCluster;
import io.stretto.local.EmbeddedClusterSettings;
import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.Receipt;
import io.stretto.protocol.ReceiptStatus;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All example contracts through a cluster: deployed, called, upgraded, repeated, refused. */
final class ContractsTest {

  private static final int OPERATIONS = 3_000;

  @TempDir private Path directory;
  private EmbeddedCluster cluster;
  private StrettoClient client;

  @BeforeEach
  void start() throws InterruptedException {
    cluster = EmbeddedCluster.start(new EmbeddedClusterSettings(directory, 2, 0, 0, Map.of()));
    client = StrettoClient.connect(ClientSettings.of(cluster.settings()).withHttp(cluster.http()));
  }

  @AfterEach
  void stop() {
    client.close();
    cluster.close();
  }

  @Test
  void everyContractDoesWhatItsReadmeShows() throws Exception {
    List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
    for (ExampleContract contract : ExampleContract.values()) {
      receipts.add(client.deploy(contract.contractName(), contract.code(), "deployer"));
    }
    for (String line :
        """
        counter increment alice
        counter increment bob 41
        cumulative-hash append alice one
        cumulative-hash append bob two
        token init treasury Stretto STR
        token mint treasury alice 1000
        token transfer alice bob 30
        token approve alice carol 100
        token transfer_from carol alice bob 50
        nft mint gallery alice ipfs://one
        nft approve alice bob 1
        nft transfer bob carol 1
        amm deposit alice ETH 1000000
        amm deposit alice USD 1000000
        amm create_pool alice ETH USD
        amm add_liquidity alice ETH USD 1000000 1000000
        amm deposit bob ETH 10000
        amm swap bob ETH USD 10000 9800
        """
            .lines()
            .toList()) {
      String[] words = line.split(" ", 4);
      String arguments = words.length < 4 ? "" : words[3];
      receipts.add(client.submit(Tokens.call(words[0], words[1], arguments, words[2])));
    }
    assertThat(Tokens.all(receipts))
        .allSatisfy(
            receipt ->
                assertThat(receipt.status())
                    .as(receipt.toString())
                    .isEqualTo(ReceiptStatus.SUCCEEDED));
    OracleProof.of(cluster, 0).print("examples");
    assertThat(view("counter", "get", "")).isEqualTo("42");
    assertThat(view("token", "balance_of", "alice")).isEqualTo("920");
    assertThat(view("nft", "owner_of", "1")).isEqualTo("carol");
    assertThat(view("amm", "balance_of", "bob USD")).isEqualTo("9871");
    assertThat(view("cumulative-hash", "get", "")).hasSize(64);
  }

  @Test
  void onlyTheOwnerUpgradesAndTheStorageStays() throws Exception {
    assertThat(deploy(ExampleContract.COUNTER, "alice").status())
        .isEqualTo(ReceiptStatus.SUCCEEDED);
    assertThat(submit(Tokens.call("c", "increment", "5", "bob")).status())
        .isEqualTo(ReceiptStatus.SUCCEEDED);
    assertThat(deploy(ExampleContract.TOKEN, "bob").errorCode()).isEqualTo(ErrorCode.NOT_OWNER);
    assertThat(submit(Tokens.call("c", "increment", "", "bob")).status())
        .isEqualTo(ReceiptStatus.SUCCEEDED);
    assertThat(deploy(ExampleContract.TOKEN, "alice").status()).isEqualTo(ReceiptStatus.SUCCEEDED);
    assertThat(submit(Tokens.call("c", "increment", "", "bob")).errorCode())
        .isEqualTo(ErrorCode.UNKNOWN_FUNCTION);
    assertThat(submit(Tokens.call("c", "mint", "bob 9", "alice")).status())
        .isEqualTo(ReceiptStatus.SUCCEEDED);
    assertThat(deploy(ExampleContract.COUNTER, "alice").status())
        .isEqualTo(ReceiptStatus.SUCCEEDED);
    OracleProof.of(cluster, 0).print("upgrades");
    assertThat(view("c", "get", "")).isEqualTo("6");
  }

  @Test
  void aRepeatedIdIsMarkedAndChangesNothing() throws Exception {
    deploy(ExampleContract.COUNTER, "alice");
    Receipt first = submit(Tokens.call("c", "increment", "5", "bob").withId("once"));
    client.publish(Tokens.call("c", "increment", "7", "carol").withId("once"));
    client.publish(Tokens.call("c", "nothing", "", "carol").withId("failing"));
    client.publish(Tokens.call("c", "increment", "100", "carol").withId("failing"));
    client.flush();
    OracleProof proof = OracleProof.of(cluster, 0);
    proof.print("duplicates");
    assertThat(view("c", "get", "")).isEqualTo("5");
    Receipt repeat = proof.receipts().get(2);
    assertThat(repeat.duplicateOf()).contains(first.position());
    assertThat(repeat.status()).isEqualTo(ReceiptStatus.SUCCEEDED);
    assertThat(repeat.gasUsed()).isEqualTo(first.gasUsed());
    assertThat(proof.receipts().get(4).duplicateOf()).contains(proof.receipts().get(3).position());
    assertThat(proof.receipts().get(4).errorCode()).isEqualTo(ErrorCode.UNKNOWN_FUNCTION);
  }

  @Test
  void anyMixtureOfDeploysUpgradesCallsFailuresAndRepeatsIsTheOracles() throws Exception {
    Seed seed = Seed.next(ContractsTest.class);
    seed.run(() -> mix(new Mixture(seed.random())));
  }

  private void mix(Mixture mixture) throws Exception {
    for (int number = 0; number < OPERATIONS; number++) {
      client.publish(mixture.next(number));
    }
    client.flush();
    OracleProof proof = OracleProof.of(cluster, 0);
    proof.print("mixture");
    Map<ErrorCode, Integer> outcomes = new EnumMap<>(ErrorCode.class);
    proof.receipts().forEach(receipt -> outcomes.merge(receipt.errorCode(), 1, Integer::sum));
    System.out.println("mixture: " + outcomes);
    assertThat(outcomes)
        .containsKeys(
            ErrorCode.NONE,
            ErrorCode.UNKNOWN_CONTRACT,
            ErrorCode.UNKNOWN_FUNCTION,
            ErrorCode.INVALID_CODE,
            ErrorCode.NOT_OWNER,
            ErrorCode.OUT_OF_GAS,
            ErrorCode.PANIC);
    assertThat(proof.receipts()).anyMatch(Receipt::isDuplicate);
  }

  private Receipt deploy(ExampleContract contract, String sender) throws Exception {
    return submit(TransactionRequest.deployment("c", contract.code(), sender));
  }

  private Receipt submit(TransactionRequest request) throws Exception {
    return client.submit(request).get(60, TimeUnit.SECONDS);
  }

  private String view(String contract, String function, String arguments) {
    try (StateQueries queries = new StateQueries(cluster.http(), 0)) {
      var reply =
          queries.view(
              ViewRequest.of(contract, function, arguments.getBytes(StandardCharsets.UTF_8)));
      assertThat(reply.hasSucceeded()).as(reply.toString()).isTrue();
      return new String(reply.returnValue(), StandardCharsets.UTF_8);
    }
  }

  /** Random transactions on few names, so that they meet. */
  private static final class Mixture {

    private static final List<String> ACCOUNTS = List.of("alice", "bob", "carol", "dave");
    private static final List<String> CALLS =
        List.of(
            "counter increment",
            "counter increment 3",
            "counter increment x",
            "counter increment 18446744073709551615",
            "hash append word",
            "token mint alice 1000",
            "token transfer bob 7",
            "token transfer carol 100000",
            "token approve bob 50",
            "token transfer_from alice dave 5",
            "token transfer too many words",
            "nft mint alice ipfs://one",
            "nft transfer bob 1",
            "nft approve carol 1",
            "nft transfer dave 999999",
            "amm deposit ETH 100000",
            "amm deposit USD 100000",
            "amm create_pool ETH USD",
            "amm add_liquidity ETH USD 5000 7000",
            "amm swap ETH USD 900",
            "amm swap USD ETH 900 1",
            "amm remove_liquidity ETH USD 100",
            "nobody increment",
            "counter nothing");

    private final Random random;

    Mixture(Random random) {
      this.random = random;
    }

    TransactionRequest next(int number) {
      TransactionRequest request = random.nextInt(20) == 0 ? deployment() : call();
      int idNumber = random.nextInt(15) == 0 ? random.nextInt(number + 1) : number;
      return request.withId("mixture-" + idNumber);
    }

    private TransactionRequest deployment() {
      ExampleContract[] contracts = ExampleContract.values();
      ExampleContract contract = contracts[random.nextInt(contracts.length)];
      String name = contract == ExampleContract.CUMULATIVE_HASH ? "hash" : contract.contractName();
      byte[] code = contract.code();
      switch (random.nextInt(6)) {
        case 0 -> code = contracts[random.nextInt(contracts.length)].code();
        case 1 -> code[random.nextInt(code.length)] ^= (byte) (1 + random.nextInt(255));
        case 2 -> code = new byte[] {1, 2, 3};
        default -> {
          // as it is
        }
      }
      return TransactionRequest.deployment(name, code, ACCOUNTS.get(random.nextInt(2)));
    }

    private TransactionRequest call() {
      String[] words = CALLS.get(random.nextInt(CALLS.size())).split(" ", 3);
      String arguments = words.length < 3 ? "" : words[2];
      TransactionRequest request =
          Tokens.call(words[0], words[1], arguments, ACCOUNTS.get(random.nextInt(ACCOUNTS.size())));
      return random.nextInt(20) == 0 ? request.withGasLimit(random.nextInt(40_000)) : request;
    }
  }
}
