package io.stretto.statestore.grpc;

import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.stretto.service.stateread.StateReadMethod;
import io.stretto.statestore.StateStoreException;
import io.stretto.statestore.StateStoreException.Code;
import io.stretto.statestore.query.OwnedLedgers;
import io.stretto.statestore.query.Owners;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The server of {@link StateReadMethod}, with threads of its own. */
public final class StateReadServer implements AutoCloseable {

  private static final long CLOSE_SECONDS = 5;

  private final Server server;
  private final ExecutorService threads;
  private final String address;

  private StateReadServer(Server server, ExecutorService threads, String address) {
    this.server = server;
    this.threads = threads;
    this.address = address;
  }

  /**
   * Starts to listen.
   *
   * @param host the address to listen on
   * @param port the port, 0 for any free one
   * @param advertisedHost the host under which others reach it
   * @param threadCount how many threads read
   * @param owned the ledgers that can be read here
   * @param owners who owns the others
   * @throws StateStoreException when the port cannot be had
   */
  public static StateReadServer start(
      String host,
      int port,
      String advertisedHost,
      int threadCount,
      OwnedLedgers owned,
      Owners owners) {
    ExecutorService threads =
        Executors.newFixedThreadPool(
            threadCount, Thread.ofPlatform().name("state-read-", 1).daemon().factory());
    AddressHolder self = new AddressHolder(advertisedHost);
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress(host, port))
            .executor(threads)
            .maxInboundMessageSize(StateReadMethod.MESSAGE_LIMIT_BYTES)
            .addService(definition(owned, owners, self));
    try {
      Server server = builder.build().start();
      self.port = server.getPort();
      return new StateReadServer(server, threads, self.address());
    } catch (IOException e) {
      threads.shutdownNow();
      throw new StateStoreException(
          Code.PORT_NOT_AVAILABLE,
          "cannot serve state reads on "
              + host
              + ":"
              + port
              + " ("
              + e.getMessage()
              + "); stop the program that uses the port, or give another state.grpc.port (0: any"
              + " free one)",
          e);
    }
  }

  /** Where others reach it, as host:port. */
  public String address() {
    return address;
  }

  /** The port that it listens on, also where the choice was left open. */
  public int port() {
    return server.getPort();
  }

  /** Stops listening and ends all streams. */
  @Override
  public void close() {
    server.shutdownNow();
    threads.shutdown();
    try {
      server.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ServerServiceDefinition definition(
      OwnedLedgers owned, Owners owners, AddressHolder self) {
    return ServerServiceDefinition.builder(StateReadMethod.SERVICE)
        .addMethod(
            StateReadMethod.READ,
            ServerCalls.asyncBidiStreamingCall(
                responses -> new StateReadService(owned, owners, self.address()).serve(responses)))
        .build();
  }

  /** The own address, whose port is known only when the server listens. */
  private static final class AddressHolder {

    private final String host;
    private volatile int port;

    AddressHolder(String host) {
      this.host = host;
    }

    String address() {
      return (host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host) + ":" + port;
    }
  }
}
