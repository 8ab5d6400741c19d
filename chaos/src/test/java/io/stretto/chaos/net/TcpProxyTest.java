package io.stretto.chaos.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stretto.embedded.LocalPorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A proxy before a server that says everything back. */
@Timeout(60)
final class TcpProxyTest {

  private static final String HOST = "127.0.0.1";
  private static final int SILENCE_MILLIS = 200;

  /** A read that waits in vain is to fail, not to keep the build from ending. */
  private static final int PATIENCE_MILLIS = 30_000;

  private ServerSocket server;
  private TcpProxy proxy;

  @BeforeEach
  void start() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::echo);
    proxy = TcpProxy.start(HOST, 0, HOST, server.getLocalPort());
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    server.close();
  }

  private void echo() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> echo(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private static void echo(Socket socket) {
    try (socket) {
      socket.getInputStream().transferTo(socket.getOutputStream());
    } catch (IOException e) {
      // the client has gone
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  private static void say(Socket socket, int word) throws IOException {
    socket.getOutputStream().write(word);
  }

  private static void assertSilent(Socket socket) throws IOException {
    socket.setSoTimeout(SILENCE_MILLIS);
    assertThatThrownBy(() -> socket.getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);
    socket.setSoTimeout(PATIENCE_MILLIS);
  }

  @Test
  void handsOnInBothDirectionsAndTheEndToo() throws Exception {
    try (Socket socket = connect()) {
      say(socket, 7);
      assertThat(socket.getInputStream().read()).isEqualTo(7);
      socket.shutdownOutput();
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void whatIsSentWhileItIsCutArrivesAfterwards() throws Exception {
    try (Socket socket = connect()) {
      say(socket, 1);
      assertThat(socket.getInputStream().read()).isEqualTo(1);
      proxy.cut();
      say(socket, 2);
      assertSilent(socket);
      proxy.heal();
      assertThat(socket.getInputStream().read()).isEqualTo(2);
    }
  }

  @Test
  void whoConnectsWhileItIsCutHearsNothingUntilItIsHealed() throws Exception {
    proxy.cut();
    try (Socket socket = connect()) {
      say(socket, 3);
      assertSilent(socket);
      proxy.heal();
      assertThat(socket.getInputStream().read()).isEqualTo(3);
    }
  }

  @Test
  void aDelayTakesItsTimeInEachDirection() throws Exception {
    try (Socket socket = connect()) {
      say(socket, 4);
      assertThat(socket.getInputStream().read()).isEqualTo(4);
      proxy.delay(150);
      long since = System.nanoTime();
      say(socket, 5);
      assertThat(socket.getInputStream().read()).isEqualTo(5);
      assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since)).isBetween(300L, 30_000L);
    }
  }

  @Test
  void whereNobodyListensBehindItConnectionsEnd() throws Exception {
    // Not the port of the server: one that is closed may just be accepting.
    int port = LocalPorts.free(HOST, 1).getFirst();
    try (TcpProxy before = TcpProxy.start(HOST, 0, HOST, port);
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), before.port())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void whoWaitsBehindACutIsLetGoAtTheClose() throws Exception {
    proxy.cut();
    try (Socket socket = connect()) {
      say(socket, 6);
      proxy.close();
      assertThatThrownBy(
              () -> {
                if (socket.getInputStream().read() < 0) {
                  throw new IOException("ended");
                }
              })
          .isInstanceOf(IOException.class);
    }
  }
}
