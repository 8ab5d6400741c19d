package io.stretto.statestore;

import static io.stretto.statestore.ChainBuilder.key;
import static io.stretto.statestore.ChainBuilder.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.stretto.contracts.ExampleContract;
import io.stretto.protocol.Block;
import io.stretto.protocol.ContractRecord;
import io.stretto.protocol.Digest;
import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.Int128;
import io.stretto.protocol.OperationOutcome;
import io.stretto.protocol.StateEntry;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.StateRange;
import io.stretto.protocol.Write;
import io.stretto.schemas.StateReadRequest;
import io.stretto.schemas.StateReadResponse;
import io.stretto.schemas.StateReadStatus;
import io.stretto.statestore.server.StateStoreServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a state store answers over HTTP and gRPC. */
class QueryTest {

  @RegisterExtension static final Broker BROKER = new Broker();

  @TempDir static Path directory;
  private static StateStoreServer server;
  private static Block block;
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @BeforeAll
  static void commitABlock() throws InterruptedException {
    Map<String, String> properties = BROKER.properties();
    properties.put("cluster.ledgers", "2");
    properties.put("state.directory", directory.toString());
    server = StateStoreServer.start(StateStoreSettings.fromProperties(properties));
    server.awaitReady(Duration.ofSeconds(60));
    ChainBuilder chain = new ChainBuilder(1);
    try (FakeCluster cluster = new FakeCluster(Broker.cluster(properties))) {
      cluster.sendJunk(cluster.names().blocks(), 1);
      cluster.sendJunk(cluster.names().results(), 1);
      cluster.sendExecuted(chain.genesis());
      block = chain.next(3, 0);
      cluster.send(block);
      cluster.send(
          ChainBuilder.batch(
              block,
              List.of(
                  ChainBuilder.result(0, 0, "deploy", List.of(), deployment()),
                  ChainBuilder.result(1, 0, "deploy", List.of(), List.of()),
                  ChainBuilder.bundle(2, "bundle", outcomes()))));
      await().until(() -> cluster.commits(1).containsKey(1L));
    }
    await()
        .until(
            () -> server.ledgers().find(1).orElseThrow().committed().committedBlock(1).isPresent());
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @Test
  void answersWithAValueOrSaysThatThereIsNone() throws Exception {
    String path = "/v1/ledgers/1/contracts/test/state/" + hex("x");
    assertThat(get(path, 200).get("valueHex").asText()).isEqualTo("0000000000000005");
    assertThat(get(path, 200).get("height").asLong()).isEqualTo(1);
    assertThat(code(get(path + "00", 404))).isEqualTo("KEY_NOT_FOUND");
    assertThat(get(path + "00", 404).get("height").asLong()).isEqualTo(1);
    assertThat(code(get(path + "0", 400))).isEqualTo("INVALID_KEY");
    assertThat(code(get("/v1/ledgers/1/contracts/a%20b/state/00", 400)))
        .isEqualTo("INVALID_CONTRACT");
  }

  @Test
  void answersForTheKeyOfNoBytes() throws Exception {
    for (String path : List.of("/state", "/state/")) {
      var answer = get("/v1/ledgers/1/contracts/test" + path, 200);
      assertThat(answer.get("valueHex").asText()).isEqualTo("0000000000000007");
      assertThat(answer.get("keyHex").asText()).isEmpty();
    }
    assertThat(code(get("/v1/ledgers/1/contracts/other/state", 404))).isEqualTo("KEY_NOT_FOUND");
  }

  @Test
  void executesViewCalls() throws Exception {
    String path = "/v1/ledgers/1/contracts/counter/view/";
    JsonNode answer = post(path + "get", "{\"args\":\"\"}", 200);
    assertThat(answer.get("status").asText()).isEqualTo("SUCCEEDED");
    assertThat(answer.get("returnText").asText()).isEqualTo("0");
    assertThat(answer.get("gasUsed").asLong()).isPositive();
    JsonNode write = post(path + "increment", "{\"argsHex\":\"31\"}", 200);
    assertThat(write.get("status").asText()).isEqualTo("FAILED");
    JsonNode poor = post(path + "get", "{\"gas\":1}", 200);
    assertThat(poor.get("errorCode").asText()).isEqualTo("OUT_OF_GAS");
    assertThat(post(path + "nothing", "", 200).get("errorCode").asText())
        .isEqualTo("UNKNOWN_FUNCTION");
    assertThat(code(post(path + "get", "[]", 400))).isEqualTo("INVALID_BODY");
    assertThat(code(post(path + "get", "{\"arg\":1}", 400))).isEqualTo("INVALID_BODY");
    assertThat(code(post(path + "get", "{\"argsHex\":\"3\"}", 400))).isEqualTo("INVALID_ARGUMENTS");
    assertThat(code(post(path + "get", "{\"gas\":-1}", 400))).isEqualTo("INVALID_GAS");
  }

  @Test
  void answersWithReceiptsAndBlocks() throws Exception {
    JsonNode receipt = get("/v1/ledgers/1/receipts/deploy", 200);
    assertThat(receipt.get("height").asLong()).isEqualTo(1);
    assertThat(receipt.get("status").asText()).isEqualTo("SUCCEEDED");
    assertThat(receipt.get("duplicateOf").isNull()).isTrue();
    assertThat(code(get("/v1/ledgers/1/receipts/none", 404))).isEqualTo("RECEIPT_NOT_FOUND");
    JsonNode found = get("/v1/ledgers/1/blocks/1", 200);
    assertThat(found.get("blockDigest").asText()).isEqualTo(block.digest().toHex());
    assertThat(found.get("counts").get("duplicates").asInt()).isEqualTo(1);
    assertThat(found.get("transactions").get(1).get("duplicate").asBoolean()).isTrue();
    assertThat(code(get("/v1/ledgers/1/blocks/9", 404))).isEqualTo("BLOCK_NOT_FOUND");
    assertThat(code(get("/v1/ledgers/1/blocks/x", 400))).isEqualTo("INVALID_HEIGHT");
  }

  @Test
  void answersWithWhatTheOperationsOfABundleCameTo() throws Exception {
    JsonNode operations = get("/v1/ledgers/1/receipts/bundle", 200).get("operations");
    assertThat(operations).hasSize(2);
    assertThat(operations.get(0).toString())
        .isEqualTo(
            "{\"errorCode\":\"NONE\",\"errorMessage\":\"\",\"gasUsed\":3,\"returnHex\":\"0102\"}");
    assertThat(operations.get(1).get("errorCode").asText()).isEqualTo("PANIC");
    assertThat(operations.get(1).get("errorMessage").asText()).isEqualTo("no money");
    assertThat(get("/v1/ledgers/1/receipts/deploy", 200).get("operations")).isEmpty();
  }

  @Test
  void answersWithBalances() throws Exception {
    JsonNode alice = get("/v1/ledgers/1/accounts/alice", 200);
    assertThat(alice.get("balance").asText()).isEqualTo("12345678901234567890123");
    assertThat(alice.get("account").asText()).isEqualTo("alice");
    assertThat(alice.get("height").asLong()).isEqualTo(1);
    assertThat(get("/v1/ledgers/1/accounts/issuer", 200).get("balance").asText()).isEqualTo("-5");
    assertThat(get("/v1/ledgers/1/accounts/nobody", 200).get("balance").asText()).isEqualTo("0");
    assertThat(code(get("/v1/ledgers/1/accounts/a%20b", 400))).isEqualTo("INVALID_ACCOUNT");
  }

  @Test
  void tellsItsStatus() throws Exception {
    assertThat(get("/v1/ledgers/1/status", 200).get("transactions").asLong()).isEqualTo(3);
    assertThat(get("/v1/ledgers/0/status", 200).get("height").asLong()).isEqualTo(-1);
    assertThat(get("/v1/status", 200).get("ledgers")).hasSize(2);
    assertThat(code(get("/v1/ledgers/7/status", 404))).isEqualTo("LEDGER_NOT_FOUND");
    assertThat(get("/health/ready", 200).get("status").asText()).isEqualTo("ok");
  }

  @Test
  void countsWhatItDid() throws Exception {
    String metrics = request("/metrics").body();
    assertThat(metrics)
        .contains("stretto_committed_transactions_total")
        .contains("stretto_tip_height")
        .containsPattern("stretto_undecodable_records_total\\{[^}]*ledger=\"1\"[^}]*} [2-9]")
        .contains("kafka_");
  }

  @Test
  void servesWorkers() {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("127.0.0.1", server.grpcPort()).usePlaintext().build();
    try {
      List<StateReadResponse> responses =
          StateReads.read(
              channel,
              new StateReadRequest(1, 1, List.of(key("x"), key("none")), false),
              new StateReadRequest(2, 1, List.of(key("x")), true),
              new StateReadRequest(3, 9, List.of(key("x")), true),
              new StateReadRequest(4, 1, List.of(), scan(), false),
              new StateReadRequest(5, 1, List.of(), scan(), true));
      assertThat(responses.get(0).status()).isEqualTo(StateReadStatus.OK);
      assertThat(responses.get(0).values()).containsExactly(number(5), null);
      assertThat(responses.get(0).height()).isEqualTo(1);
      assertThat(responses.get(1).values()).containsExactly(number(5));
      assertThat(responses.get(2).status()).isNotEqualTo(StateReadStatus.OK);
      for (StateReadResponse response : responses.subList(3, 5)) {
        assertThat(response.status()).isEqualTo(StateReadStatus.OK);
        assertThat(response.height()).isEqualTo(1);
        assertThat(response.entries()).containsExactly(new StateEntry(key("x"), number(5)));
      }
    } finally {
      channel.shutdownNow();
    }
  }

  private static List<OperationOutcome> outcomes() {
    return List.of(
        new OperationOutcome(ErrorCode.NONE, "", 3, new byte[] {1, 2}),
        new OperationOutcome(ErrorCode.PANIC, "no money", 4, new byte[0]));
  }

  private static List<Write> deployment() {
    byte[] code = ExampleContract.COUNTER.code();
    Digest hash = Digest.sha256(code);
    byte[] contract = new ContractRecord(hash, "alice").encode();
    return List.of(
        new Write(StateKey.contractRecord("counter"), contract),
        new Write(StateKey.code(hash), code),
        new Write(StateKey.balance("alice"), balance("12345678901234567890123")),
        new Write(StateKey.balance("issuer"), balance("-5")),
        new Write(key(""), number(7)),
        new Write(key("x"), number(5)));
  }

  private static byte[] balance(String digits) {
    BigInteger number = new BigInteger(digits);
    return new Int128(number.shiftRight(Long.SIZE).longValue(), number.longValue()).encode();
  }

  private static Optional<StateReadRequest.Scan> scan() {
    return Optional.of(new StateReadRequest.Scan(new StateRange(key("w"), key("y")), 10));
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String code(JsonNode answer) {
    return answer.get("error").get("code").asText();
  }

  private static JsonNode get(String path, int status) throws IOException, InterruptedException {
    return check(request(path), status);
  }

  private static HttpResponse<String> request(String path)
      throws IOException, InterruptedException {
    return CLIENT.send(
        HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static JsonNode post(String path, String body, int status)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(uri(path)).POST(HttpRequest.BodyPublishers.ofString(body)).build();
    return check(CLIENT.send(request, HttpResponse.BodyHandlers.ofString()), status);
  }

  private static JsonNode check(HttpResponse<String> response, int status) throws IOException {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    return new ObjectMapper().readTree(response.body());
  }

  private static URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.httpPort() + path);
  }
}
