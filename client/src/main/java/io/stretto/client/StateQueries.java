package io.stretto.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stretto.client.StrettoException.Code;
import io.stretto.protocol.Receipt;
import java.math.BigInteger;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Asks the state service over HTTP for what a ledger has committed. Redirects to the instance that
 * holds the ledger are followed. Safe for use by several threads.
 *
 * <p>Answers never go back: one from before the highest block {@linkplain #seenHeight seen} when it
 * was asked for fails with {@link Code#HTTP_UNAVAILABLE}, to be asked for again. It comes from an
 * instance that has lost the ledger and does not know it yet, or takes it over at the moment.
 */
public final class StateQueries implements AutoCloseable {

  /** The gas that a view call may use where nothing else is said. */
  public static final long DEFAULT_VIEW_GAS = 1_000_000_000L;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpExchange http;
  private final String ledgerPath;
  private final AtomicLong seenHeight = new AtomicLong(-1);

  /**
   * A value in the state.
   *
   * @param value the bytes; not to be changed
   * @param height the height of the last block that the answer knows
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record StateValue(byte[] value, long height) {}

  /**
   * What an account has.
   *
   * @param amount the balance; only that of the account {@code issuer} may be below zero
   * @param height the height of the last block that the answer knows
   */
  public record Balance(BigInteger amount, long height) {}

  /**
   * Asks for a view call.
   *
   * @param contract the contract
   * @param function the function
   * @param arguments its input; not to be changed
   * @param gas the most gas to use
   * @param sender the account that seems to call; empty for nobody
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record ViewRequest(
      String contract, String function, byte[] arguments, long gas, String sender) {

    /** A view call by nobody with the default gas. */
    public static ViewRequest of(String contract, String function, byte[] arguments) {
      return new ViewRequest(contract, function, arguments, DEFAULT_VIEW_GAS, "");
    }
  }

  /** Queries on one ledger, at an address such as http://127.0.0.1:8080; 10 s for each answer. */
  public StateQueries(URI address, int ledger) {
    this(address, ledger, Duration.ofSeconds(10));
  }

  /** Queries on one ledger with a time limit for each answer. */
  public StateQueries(URI address, int ledger, Duration timeout) {
    this.http = new HttpExchange(address, timeout);
    this.ledgerPath = "/v1/ledgers/" + ledger;
  }

  /** The value that a contract has stored under a key, or nothing. */
  public Optional<StateValue> value(String contract, byte[] key) {
    String path =
        ledgerPath + "/contracts/" + escape(contract) + "/state/" + HexFormat.of().formatHex(key);
    long floor = seenHeight();
    HttpExchange.Reply reply = http.get(path);
    long height = current(reply.body(), floor);
    return reply.isFound()
        ? Optional.of(
            new StateValue(
                HexFormat.of().parseHex(JsonReceipts.text(reply.body(), "valueHex")), height))
        : Optional.empty();
  }

  /** The balance of an account; zero where nobody has given it anything. */
  public Balance balance(String account) {
    String path = ledgerPath + "/accounts/" + escape(account);
    long floor = seenHeight();
    JsonNode answer =
        http.find(path)
            .orElseThrow(
                () -> new StrettoException(Code.HTTP_NOT_FOUND, "no state service has " + path));
    long height = current(answer, floor);
    try {
      return new Balance(new BigInteger(JsonReceipts.text(answer, "balance")), height);
    } catch (NumberFormatException e) {
      throw new StrettoException(
          Code.HTTP_FAILED, "the state service's answer is no balance: " + e.getMessage(), e);
    }
  }

  /** Calls a function that only reads, on the last committed block. */
  public ViewReply view(ViewRequest request) {
    ObjectNode body = JSON.createObjectNode();
    body.put("argsHex", HexFormat.of().formatHex(request.arguments()));
    body.put("gas", request.gas());
    if (!request.sender().isEmpty()) {
      body.put("sender", request.sender());
    }
    String path =
        ledgerPath
            + "/contracts/"
            + escape(request.contract())
            + "/view/"
            + escape(request.function());
    long floor = seenHeight();
    JsonNode answer = http.post(path, body);
    current(answer, floor);
    return ViewReply.of(answer);
  }

  /** The receipt of a committed transaction, or nothing where there is none (yet, or any more). */
  public Optional<Receipt> receipt(String transactionId) {
    Optional<Receipt> receipt =
        http.find(ledgerPath + "/receipts/" + escape(transactionId)).map(JsonReceipts::read);
    receipt.ifPresent(found -> seen(found.position().height()));
    return receipt;
  }

  /** What the service says of a committed block, or nothing where there is none. */
  public Optional<JsonNode> block(long height) {
    return http.find(ledgerPath + "/blocks/" + height);
  }

  /** What the service says of the ledger: its height, state digest and more. */
  public JsonNode status() {
    long floor = seenHeight();
    JsonNode status =
        http.find(ledgerPath + "/status")
            .orElseThrow(
                () ->
                    new StrettoException(
                        Code.HTTP_NOT_FOUND,
                        "no state service for " + ledgerPath + " at " + http.address()));
    current(status, floor);
    return status;
  }

  /** The highest block that an answer knew of, or that was {@link #seen}; -1 for none. */
  public long seenHeight() {
    return seenHeight.get();
  }

  /**
   * Tells that a block is known to be committed, from a receipt or another instance's answer:
   * answers from before it are refused from now on.
   */
  public void seen(long height) {
    seenHeight.accumulateAndGet(height, Math::max);
  }

  /** Ends the connections. */
  @Override
  public void close() {
    http.close();
  }

  /** An answer's height, if it has one; throws where it lies before what was seen at the asking. */
  private long current(JsonNode answer, long floor) {
    JsonNode named = answer.path("height");
    if (!named.isNumber()) {
      return -1;
    }
    long height = named.asLong();
    if (height < floor) {
      throw new StrettoException(
          Code.HTTP_UNAVAILABLE,
          "the state service at "
              + http.address()
              + " is at block "
              + height
              + ", and block "
              + floor
              + " has been seen; ask again");
    }
    seen(height);
    return height;
  }

  /** One segment of a path: what is no letter, digit or harmless sign is escaped. */
  private static String escape(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
