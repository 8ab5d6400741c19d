package io.stretto.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.stretto.cli.console.Json;
import io.stretto.protocol.Digest;
import io.stretto.protocol.Int128;
import io.stretto.protocol.StateKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What a state store answers to a verification: where it stands, and values. What it says can be
 * falsified on the way.
 */
final class SerialState implements AutoCloseable {

  private static final String LEDGER = "/v1/ledgers/0";

  /** The state after a block; not to be changed. */
  record Snapshot(long height, Digest digest, SortedMap<StateKey, byte[]> values) {}

  private final HttpServer server;
  private volatile Snapshot snapshot = new Snapshot(-1, Digest.ZERO, new TreeMap<>());
  private volatile UnaryOperator<Snapshot> falsifier = UnaryOperator.identity();

  SerialState() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(LEDGER + "/status", this::tellStatus);
    server.createContext(LEDGER + "/contracts/", this::tellValue);
    server.createContext(LEDGER + "/accounts/", this::tellBalance);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void publish(long height, Digest digest, SortedMap<StateKey, byte[]> values) {
    snapshot = new Snapshot(height, digest, new TreeMap<>(values));
  }

  /** From now on tells something else than what is so. */
  void falsify(UnaryOperator<Snapshot> newFalsifier) {
    falsifier = newFalsifier;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void tellStatus(HttpExchange exchange) throws IOException {
    Snapshot told = falsifier.apply(snapshot);
    var status = Json.object();
    status.put("height", told.height()).put("stateDigest", told.digest().toHex());
    answer(exchange, 200, status.toString());
  }

  /** The path is contracts/CONTRACT/state/KEY. */
  private void tellValue(HttpExchange exchange) throws IOException {
    String[] segments =
        exchange.getRequestURI().getPath().substring(LEDGER.length()).split("/", -1);
    byte[] key = HexFormat.of().parseHex(segments[4]);
    Snapshot told = falsifier.apply(snapshot);
    byte[] value = told.values().get(StateKey.storage(segments[2], key));
    if (value == null) {
      answer(exchange, 404, "{}");
      return;
    }
    var found = Json.object();
    found.put("valueHex", HexFormat.of().formatHex(value)).put("height", told.height());
    answer(exchange, 200, found.toString());
  }

  /** The path is accounts/ACCOUNT. */
  private void tellBalance(HttpExchange exchange) throws IOException {
    String account = exchange.getRequestURI().getPath().substring((LEDGER + "/accounts/").length());
    Snapshot told = falsifier.apply(snapshot);
    Int128 balance = Int128.ofValue(told.values().get(StateKey.balance(account)));
    var found = Json.object();
    found.put("balance", balance.toString()).put("height", told.height());
    answer(exchange, 200, found.toString());
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
