package io.stretto.chaos.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between two processes and hands on what they send each other, until it is told to cut or
 * slow that.
 *
 * <p>While it is cut, what was sent waits and is not lost, as under TCP's own retransmission: both
 * ends see a peer that is silent, closed connections included. What connects meanwhile is taken and
 * hears nothing. Safe for use by several threads.
 */
public final class TcpProxy implements Wire, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TcpProxy.class);

  private final ServerSocket listening;
  private final InetSocketAddress target;
  private final Conduct conduct = new Conduct();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

  private TcpProxy(ServerSocket listening, InetSocketAddress target) {
    this.listening = listening;
    this.target = target;
  }

  /**
   * Starts to listen.
   *
   * @param host the address to listen on
   * @param port the port to listen on; 0 for any free one
   * @param targetHost where what connects is handed on to
   * @param targetPort the port there; nobody need listen on it yet
   * @throws UncheckedIOException when the port cannot be had
   */
  public static TcpProxy start(String host, int port, String targetHost, int targetPort) {
    try {
      ServerSocket listening = new ServerSocket();
      listening.setReuseAddress(true);
      listening.bind(new InetSocketAddress(InetAddress.getByName(host), port));
      TcpProxy proxy = new TcpProxy(listening, new InetSocketAddress(targetHost, targetPort));
      Thread.ofVirtual().name("proxy-" + port).start(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException("no proxy can listen on " + host + ":" + port, e);
    }
  }

  /** The port that it listens on. */
  public int port() {
    return listening.getLocalPort();
  }

  @Override
  public void cut() {
    conduct.cut();
  }

  /** Makes all that passes late, in either direction, until {@link #heal}. */
  public void delay(long millis) {
    conduct.delay(millis);
  }

  /** Lets everything pass at once again, also what has waited. */
  @Override
  public void heal() {
    conduct.heal();
  }

  @Override
  public void close() {
    conduct.close();
    close(listening);
    sockets.forEach(TcpProxy::close);
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket near = listening.accept();
        sockets.add(near);
        Thread.ofVirtual().name("proxy-connect-" + port()).start(() -> connect(near));
      } catch (IOException e) {
        LOG.debug("port {}: {}", port(), e.toString());
      }
    }
  }

  private void connect(Socket near) {
    Socket far = new Socket();
    sockets.add(far);
    try {
      if (!conduct.awaitPassage(conduct.dueNanos())) {
        return;
      }
      far.connect(target);
      near.setTcpNoDelay(true);
      far.setTcpNoDelay(true);
      Thread answers =
          Thread.ofVirtual().name("proxy-answers-" + port()).start(() -> pump(far, near));
      pump(near, far);
      answers.join();
    } catch (IOException e) {
      LOG.debug("{} does not take a connection: {}", target, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      end(near, far);
    }
  }

  private void pump(Socket from, Socket to) {
    try {
      Pump.run(from, to, conduct);
    } catch (IOException e) {
      LOG.debug("port {}: {}", port(), e.toString());
      end(from, to);
    }
  }

  private void end(Socket one, Socket other) {
    close(one);
    close(other);
    sockets.remove(one);
    sockets.remove(other);
  }

  private static void close(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception e) {
      LOG.debug("{} does not close: {}", socket, e.toString());
    }
  }
}
