package io.stretto.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stretto.client.StrettoException.Code;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** JSON over HTTP, with every failure as a {@link StrettoException}. */
final class HttpExchange implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int EXCERPT = 200;
  private static final int MAXIMUM_PORT = 65_535;

  private final URI address;
  private final Duration timeout;
  private final HttpClient client;

  HttpExchange(URI address, Duration timeout) {
    boolean isHttp = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
    if (!isHttp || address.getHost() == null || address.getPort() > MAXIMUM_PORT) {
      throw new StrettoException(
          Code.INVALID_SETTINGS,
          "\"" + address + "\" is no HTTP address; give one such as http://127.0.0.1:8080");
    }
    this.address = address;
    this.timeout = timeout;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(timeout)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
  }

  URI address() {
    return address;
  }

  /**
   * What a GET found.
   *
   * @param isFound whether what was asked for is there
   * @param body the answer's body, in both cases
   */
  record Reply(boolean isFound, JsonNode body) {}

  /** GET. A ledger that is not there is a failure. */
  Reply get(String path) {
    HttpResponse<String> response = exchange(request(path).GET().build());
    boolean isAbsent =
        response.statusCode() == 404 && !response.body().contains("\"LEDGER_NOT_FOUND\"");
    return new Reply(!isAbsent, isAbsent ? json(response) : body(response));
  }

  /** GET; nothing for what is not there. */
  Optional<JsonNode> find(String path) {
    Reply reply = get(path);
    return reply.isFound() ? Optional.of(reply.body()) : Optional.empty();
  }

  /** POST. */
  JsonNode post(String path, JsonNode body) {
    HttpRequest request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8))
            .build();
    return body(exchange(request));
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private HttpRequest.Builder request(String path) {
    String base = address.toString();
    base = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    return HttpRequest.newBuilder(URI.create(base + path))
        .timeout(timeout)
        .header("Accept", "application/json");
  }

  private HttpResponse<String> exchange(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (HttpTimeoutException e) {
      throw new StrettoException(
          Code.HTTP_UNREACHABLE,
          address + " did not answer within " + timeout.toMillis() + " ms",
          e);
    } catch (IOException e) {
      throw new StrettoException(
          Code.HTTP_UNREACHABLE,
          "no state service answers at " + address + "; start it, or give its address",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StrettoException(Code.INTERRUPTED, "interrupted while asking " + address, e);
    }
  }

  private JsonNode body(HttpResponse<String> response) {
    int status = response.statusCode();
    if (status >= 200 && status < 300) {
      return json(response);
    }
    Code code =
        switch (status) {
          case 404 -> Code.HTTP_NOT_FOUND;
          case 429, 502, 503, 504 -> Code.HTTP_UNAVAILABLE;
          default -> status >= 400 && status < 500 ? Code.HTTP_BAD_REQUEST : Code.HTTP_FAILED;
        };
    throw new StrettoException(
        code, response.uri() + " answered " + status + ": " + excerpt(response.body()));
  }

  private static JsonNode json(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (JsonProcessingException e) {
      throw new StrettoException(Code.HTTP_FAILED, response.uri() + " did not answer with JSON", e);
    }
  }

  private static String excerpt(String body) {
    String line = body.strip().replaceAll("\\s+", " ");
    return line.length() <= EXCERPT ? line : line.substring(0, EXCERPT) + "...";
  }
}
