package io.stretto.worker.grpc;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.stretto.protocol.StateEntry;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.StateRange;
import io.stretto.protocol.port.RemoteState;
import io.stretto.schemas.StateReadRequest;
import io.stretto.schemas.StateReadResponse;
import io.stretto.service.stateread.StateReadMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads ledgers' states over gRPC: one stream to each state-store, many keys a request. It follows
 * a ledger to its owner, and tries again until it is answered or closed.
 *
 * <p>Safe for use by several threads.
 */
public final class StateReadClient implements RemoteState, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StateReadClient.class);

  private static final long ANSWER_TIMEOUT_MILLIS = 2_000;
  private static final long RETRY_PAUSE_MILLIS = 50;
  private static final int ATTEMPTS_BETWEEN_WARNINGS = 20;

  private final List<String> addresses;
  private final Map<String, Connection> connections = new ConcurrentHashMap<>();
  private final Map<Integer, String> owners = new ConcurrentHashMap<>();
  private final AtomicLong requestIds = new AtomicLong();
  private volatile boolean isClosed;

  /**
   * Creates a client; it connects at the first read.
   *
   * @param addresses the state-stores' addresses, as host:port; at least one
   */
  public StateReadClient(List<String> addresses) {
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException("no address of a state-store");
    }
    this.addresses = List.copyOf(addresses);
  }

  /**
   * {@inheritDoc}
   *
   * @throws StateReadException when the client was closed, or its thread interrupted, before the
   *     answer came
   */
  @Override
  public Values read(int ledger, List<StateKey> keys, boolean atHead) {
    Values first = readSome(ledger, keys, atHead);
    if (first.values().size() >= keys.size()) {
      return first;
    }
    List<byte[]> values = new ArrayList<>(keys.size());
    values.addAll(first.values());
    long height = first.height();
    while (values.size() < keys.size()) {
      Values more = readSome(ledger, keys.subList(values.size(), keys.size()), atHead);
      values.addAll(more.values());
      height = Math.min(height, more.height());
    }
    return new Values(height, values);
  }

  /** Reads the first of the keys, as many as fit into one answer, and at least one. */
  private Values readSome(int ledger, List<StateKey> keys, boolean atHead) {
    StateReadResponse response = ask(id -> new StateReadRequest(id, ledger, keys, atHead), ledger);
    return new Values(response.height(), response.values());
  }

  /**
   * {@inheritDoc}
   *
   * @throws StateReadException as {@link #read} does
   */
  @Override
  public Entries scan(int ledger, StateRange range, int limit, boolean atHead) {
    List<StateEntry> entries = new ArrayList<>();
    StateRange rest = range;
    long height = Long.MAX_VALUE;
    for (boolean isCut = true; isCut; ) {
      StateReadRequest.Scan scan = new StateReadRequest.Scan(rest, limit - entries.size());
      StateReadResponse response =
          ask(id -> new StateReadRequest(id, ledger, List.of(), Optional.of(scan), atHead), ledger);
      entries.addAll(response.entries());
      height = Math.min(height, response.height());
      isCut = response.isCut() && !response.entries().isEmpty() && entries.size() < limit;
      if (isCut) {
        rest = rest.after(entries.getLast().key());
      }
    }
    return new Entries(height, entries);
  }

  private StateReadResponse ask(LongFunction<StateReadRequest> request, int ledger) {
    for (int attempt = 0; !isClosed; attempt++) {
      String address = owners.getOrDefault(ledger, addresses.get(attempt % addresses.size()));
      try {
        StateReadResponse response = ask(address, request.apply(requestIds.incrementAndGet()));
        if (response != null) {
          return response;
        }
      } catch (ExecutionException | TimeoutException e) {
        owners.remove(ledger);
        forget(address);
        warn(attempt, ledger, address, e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StateReadException("interrupted while reading ledger " + ledger);
      }
      pause();
    }
    throw new StateReadException("closed while reading ledger " + ledger);
  }

  /** The answer of one state-store; {@code null} where it is not the one to ask. */
  private StateReadResponse ask(String address, StateReadRequest request)
      throws ExecutionException, TimeoutException, InterruptedException {
    int ledger = request.ledger();
    CompletableFuture<StateReadResponse> answer = connection(address).send(request);
    StateReadResponse response = answer.get(ANSWER_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    return switch (response.status()) {
      case OK -> {
        if (response.values().isEmpty() && !request.keys().isEmpty()) {
          yield null;
        }
        owners.put(ledger, address);
        yield response;
      }
      case NOT_OWNER -> {
        if (response.owner().isEmpty()) {
          owners.remove(ledger);
        } else {
          owners.put(ledger, response.owner());
        }
        yield null;
      }
      case UNAVAILABLE -> {
        owners.remove(ledger);
        yield null;
      }
    };
  }

  private Connection connection(String address) {
    return connections.computeIfAbsent(
        address,
        target -> {
          ManagedChannel channel =
              ManagedChannelBuilder.forTarget(target)
                  .usePlaintext()
                  .directExecutor()
                  .maxInboundMessageSize(StateReadMethod.MESSAGE_LIMIT_BYTES)
                  .build();
          return new Connection(channel);
        });
  }

  private void forget(String address) {
    Connection broken = connections.remove(address);
    if (broken != null) {
      broken.close();
    }
  }

  private static void warn(int attempt, int ledger, String address, Exception cause) {
    if (attempt % ATTEMPTS_BETWEEN_WARNINGS == 1) {
      LOG.warn(
          "no answer for ledger {} from the state-store at {}; still trying: {}",
          ledger,
          address,
          cause.toString());
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(RETRY_PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StateReadException("interrupted while waiting for a state-store");
    }
  }

  @Override
  public void close() {
    isClosed = true;
    List.copyOf(connections.keySet()).forEach(this::forget);
  }
}
