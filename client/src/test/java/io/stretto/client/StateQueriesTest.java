package io.stretto.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.stretto.client.StateQueries.ViewRequest;
import io.stretto.client.StrettoException.Code;
import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.OperationOutcome;
import io.stretto.protocol.Position;
import io.stretto.protocol.Receipt;
import io.stretto.protocol.ReceiptStatus;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class StateQueriesTest {

  private record Answer(int status, String body, String location) {}

  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<String> requests = new ArrayList<>();
  private HttpServer server;
  private StateQueries queries;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    queries = new StateQueries(address(), 3);
  }

  @AfterEach
  void stop() {
    queries.close();
    server.stop(0);
  }

  private URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    String request = exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath();
    requests.add(request + (body.isEmpty() ? "" : " " + body));
    Answer answer = answers.getOrDefault(request, new Answer(404, "{}", null));
    if (answer.location() != null) {
      exchange.getResponseHeaders().add("Location", answer.location());
    }
    byte[] bytes = answer.body().getBytes(UTF_8);
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private void on(String request, int status, String body) {
    answers.put(request, new Answer(status, body, null));
  }

  private static Code codeOf(Throwable failure) {
    return ((StrettoException) failure).code();
  }

  @Test
  void aLedgerThatIsNotThereIsNoAbsentKey() {
    on(
        "GET /v1/ledgers/3/contracts/bank/state/01",
        404,
        "{\"error\":{\"code\":\"LEDGER_NOT_FOUND\",\"message\":\"there are ledgers 0 to 0\"}}");
    assertThatThrownBy(() -> queries.value("bank", new byte[] {1}))
        .hasMessageContaining("there are ledgers 0 to 0")
        .satisfies(failure -> assertThat(codeOf(failure)).isEqualTo(Code.HTTP_NOT_FOUND));
  }

  @Test
  void aValueComesWithItsHeightAndAnAbsentKeyIsNothing() {
    on("GET /v1/ledgers/3/contracts/bank/state/0aff", 200, "{\"valueHex\":\"0102\",\"height\":9}");
    StateQueries.StateValue value = queries.value("bank", new byte[] {10, -1}).orElseThrow();
    assertThat(value.value()).containsExactly(1, 2);
    assertThat(value.height()).isEqualTo(9);
    assertThat(queries.value("bank", new byte[] {1})).isEmpty();
  }

  @Test
  void aBalanceComesWithItsHeight() {
    on(
        "GET /v1/ledgers/3/accounts/alice.near",
        200,
        "{\"balance\":\"-170141183460469231731687303715884105728\",\"height\":9}");
    StateQueries.Balance balance = queries.balance("alice.near");
    assertThat(balance.amount()).isEqualTo(BigInteger.TWO.pow(127).negate());
    assertThat(balance.height()).isEqualTo(9);
    on("GET /v1/ledgers/3/accounts/bob", 200, "{\"balance\":\"1\",\"height\":8}");
    assertBehind(() -> queries.balance("bob"));
    on("GET /v1/ledgers/3/accounts/eve", 200, "{\"balance\":\"much\",\"height\":9}");
    assertThatThrownBy(() -> queries.balance("eve"))
        .satisfies(failure -> assertThat(codeOf(failure)).isEqualTo(Code.HTTP_FAILED));
    assertThatThrownBy(() -> queries.balance("nowhere"))
        .satisfies(failure -> assertThat(codeOf(failure)).isEqualTo(Code.HTTP_NOT_FOUND));
  }

  @Test
  void theReceiptOfABundleTellsOfEachOperation() {
    on(
        "GET /v1/ledgers/3/receipts/b",
        200,
        """
        {"transactionId":"b","height":4,"index":1,"status":"SUCCEEDED","errorCode":"PROMISE_FAILED",
        "operations":[{"errorCode":"NONE","errorMessage":"","gasUsed":5,"returnHex":"0102"},
        {"errorCode":"PANIC","errorMessage":"no","gasUsed":6,"returnHex":""}]}
        """);
    Receipt receipt = queries.receipt("b").orElseThrow();
    assertThat(receipt.errorCode()).isEqualTo(ErrorCode.PROMISE_FAILED);
    assertThat(receipt.operations())
        .containsExactly(
            new OperationOutcome(ErrorCode.NONE, "", 5, new byte[] {1, 2}),
            new OperationOutcome(ErrorCode.PANIC, "no", 6, new byte[0]));
  }

  @Test
  void answersNeverGoBackBehindABlockThatWasSeen() {
    String key = "GET /v1/ledgers/3/contracts/bank/state/01";
    on(key, 200, "{\"valueHex\":\"01\",\"height\":9}");
    assertThat(queries.value("bank", new byte[] {1}).orElseThrow().height()).isEqualTo(9);
    on(key, 200, "{\"valueHex\":\"00\",\"height\":8}");
    assertBehind(() -> queries.value("bank", new byte[] {1}));
    on(key, 404, "{\"error\":{\"code\":\"KEY_NOT_FOUND\"},\"height\":8}");
    assertBehind(() -> queries.value("bank", new byte[] {1}));
    on(key, 404, "{\"error\":{\"code\":\"KEY_NOT_FOUND\"},\"height\":10}");
    assertThat(queries.value("bank", new byte[] {1})).isEmpty();
    assertThat(queries.seenHeight()).isEqualTo(10);
    queries.seen(12);
    on(
        "POST /v1/ledgers/3/contracts/bank/view/get",
        200,
        "{\"status\":\"SUCCEEDED\",\"height\":11}");
    assertBehind(() -> queries.view(ViewRequest.of("bank", "get", new byte[0])));
    on("GET /v1/ledgers/3/status", 200, "{\"height\":11}");
    assertBehind(queries::status);
    on("GET /v1/ledgers/3/status", 200, "{\"height\":12}");
    assertThat(queries.status().path("height").asLong()).isEqualTo(12);
  }

  private static void assertBehind(ThrowableAssert.ThrowingCallable question) {
    assertThatThrownBy(question)
        .hasMessageContaining("has been seen")
        .satisfies(failure -> assertThat(codeOf(failure)).isEqualTo(Code.HTTP_UNAVAILABLE));
  }

  @Test
  void aViewCallCarriesArgumentsGasAndSender() {
    on(
        "POST /v1/ledgers/3/contracts/bank/view/balance_of",
        200,
        "{\"status\":\"SUCCEEDED\",\"errorCode\":\"NONE\",\"errorMessage\":\"\","
            + "\"returnHex\":\"3432\",\"gasUsed\":5,\"logs\":[\"a\"],\"height\":8}");
    ViewReply reply =
        queries.view(new ViewRequest("bank", "balance_of", "alice".getBytes(UTF_8), 77, "bob"));
    assertThat(reply.hasSucceeded()).isTrue();
    assertThat(reply.returnValue()).asString(UTF_8).isEqualTo("42");
    assertThat(reply.logs()).containsExactly("a");
    assertThat(requests.getFirst())
        .endsWith("{\"argsHex\":\"616c696365\",\"gas\":77,\"sender\":\"bob\"}");
  }

  @Test
  void redirectsKeepMethodAndBody() {
    answers.put(
        "POST /v1/ledgers/3/contracts/c/view/f", new Answer(307, "", address() + "/elsewhere?x=1"));
    on("POST /elsewhere", 200, "{\"status\":\"FAILED\",\"errorCode\":\"PANIC\"}");
    ViewReply reply = queries.view(ViewRequest.of("c", "f", new byte[0]));
    assertThat(reply.errorCode()).isEqualTo("PANIC");
    assertThat(reply.hasSucceeded()).isFalse();
    assertThat(requests.getLast()).contains("argsHex");
  }

  @Test
  void receiptsAreReadWholeAndIdsEscaped() {
    on(
        "GET /v1/ledgers/3/receipts/a%2Fb%20c",
        200,
        "{\"transactionId\":\"a/b c\",\"status\":\"SUCCEEDED\",\"errorCode\":\"NONE\","
            + "\"gasUsed\":12,\"returnHex\":\"ff\",\"logs\":[],\"height\":4,\"index\":2,"
            + "\"offset\":99,\"attempts\":2,\"duplicateOf\":{\"height\":1,\"index\":0}}");
    Receipt receipt = queries.receipt("a/b c").orElseThrow();
    assertThat(receipt.status()).isEqualTo(ReceiptStatus.SUCCEEDED);
    assertThat(receipt.position()).isEqualTo(new Position(4, 2));
    assertThat(receipt.duplicateOf()).contains(new Position(1, 0));
    assertThat(receipt.attempts()).isEqualTo(2);
    assertThat(queries.receipt("other")).isEmpty();
  }

  @Test
  void blocksAndStatusAreHandedOnAsTheyAre() {
    on("GET /v1/ledgers/3/blocks/5", 200, "{\"height\":5}");
    on("GET /v1/ledgers/3/status", 200, "{\"height\":6,\"stateDigest\":\"00\"}");
    assertThat(queries.block(5).orElseThrow().path("height").asLong()).isEqualTo(5);
    assertThat(queries.block(7)).isEmpty();
    assertThat(queries.status().path("height").asLong()).isEqualTo(6);
  }

  @Test
  void failuresHaveCodes() {
    on("GET /v1/ledgers/3/blocks/1", 503, "{\"error\":\"restoring\"}");
    on("GET /v1/ledgers/3/blocks/2", 400, "no");
    on("GET /v1/ledgers/3/blocks/3", 500, "");
    on("GET /v1/ledgers/3/blocks/4", 200, "<html>");
    List<Code> codes =
        List.of(Code.HTTP_UNAVAILABLE, Code.HTTP_BAD_REQUEST, Code.HTTP_FAILED, Code.HTTP_FAILED);
    for (int i = 0; i < codes.size(); i++) {
      Code expected = codes.get(i);
      int height = i + 1;
      assertThatThrownBy(() -> queries.block(height))
          .satisfies(failure -> assertThat(codeOf(failure)).isEqualTo(expected));
    }
    assertThatThrownBy(() -> queries.block(1)).hasMessageContaining("restoring");
    assertThatThrownBy(queries::status)
        .satisfies(failure -> assertThat(codeOf(failure)).isEqualTo(Code.HTTP_NOT_FOUND));
  }

  @Test
  void anAddressWithoutServiceIsNamed() {
    try (StateQueries nowhere =
        new StateQueries(URI.create("http://127.0.0.1:1"), 0, Duration.ofSeconds(2))) {
      assertThatThrownBy(nowhere::status)
          .hasMessageContaining("no state service answers at http://127.0.0.1:1")
          .satisfies(failure -> assertThat(codeOf(failure)).isEqualTo(Code.HTTP_UNREACHABLE));
    }
    assertThatThrownBy(() -> new StateQueries(URI.create("localhost:80"), 0))
        .hasMessageContaining("is no HTTP address");
  }
}
