package io.stretto.embedded;

import io.stretto.embedded.EmbeddedKafkaException.Code;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Finds free ports, and names a taken one before Kafka tries it and ends the whole process. */
public final class LocalPorts {

  /**
   * Free ports are sought below what systems hand out by themselves, so that none is lost again.
   */
  private static final int FIRST_PORT = 20_000;

  private static final int LAST_PORT = 32_767;
  private static final int MAXIMUM_ATTEMPTS = 1_000;

  private LocalPorts() {}

  /**
   * So many different ports that nobody listens on right now.
   *
   * @throws EmbeddedKafkaException when the host is not this machine's, or there are too few
   */
  public static List<Integer> free(String host, int count) {
    List<Integer> ports = new ArrayList<>();
    while (ports.size() < count) {
      ports.add(findFree(host, ports));
    }
    return ports;
  }

  /** The wanted port once it is known to be free, or any free one where 0 is wanted. */
  static int resolve(String host, int wantedPort) {
    if (wantedPort == 0) {
      return findFree(host, List.of());
    }
    try {
      bindOnce(host, wantedPort);
      return wantedPort;
    } catch (BindException e) {
      throw bindFailure(host, wantedPort, e);
    } catch (IOException e) {
      throw hostNotLocal(host, e);
    }
  }

  /** A port that nobody listens on right now, other than those already chosen. */
  static int findFree(String host, Collection<Integer> chosenPorts) {
    requireLocal(host);
    int range = LAST_PORT - FIRST_PORT + 1;
    int start = ThreadLocalRandom.current().nextInt(range);
    for (int attempt = 0; attempt < MAXIMUM_ATTEMPTS; attempt++) {
      int port = FIRST_PORT + (start + attempt) % range;
      if (!chosenPorts.contains(port) && isFree(host, port)) {
        return port;
      }
    }
    throw new EmbeddedKafkaException(
        Code.PORT_IN_USE,
        "no free port from "
            + FIRST_PORT
            + " to "
            + LAST_PORT
            + " was found on "
            + host
            + "; name the broker's port in the settings");
  }

  /** A host and a port as one address, an IPv6 host in brackets. */
  static String address(String host, int port) {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  /** The exception for a port that could not be bound, whoever tried. */
  static EmbeddedKafkaException portInUse(String host, int port, Throwable cause) {
    return new EmbeddedKafkaException(
        Code.PORT_IN_USE,
        "port "
            + port
            + " of "
            + host
            + " is in use; stop the program that listens on it, or choose another port (0: any free"
            + " one)",
        cause);
  }

  private static EmbeddedKafkaException bindFailure(String host, int port, BindException cause) {
    requireLocal(host);
    return portInUse(host, port, cause);
  }

  private static void requireLocal(String host) {
    try {
      bindOnce(host, 0);
    } catch (IOException e) {
      throw hostNotLocal(host, e);
    }
  }

  private static EmbeddedKafkaException hostNotLocal(String host, IOException cause) {
    return new EmbeddedKafkaException(
        Code.HOST_NOT_LOCAL,
        "cannot listen on "
            + host
            + ": it is not an address of this machine; use 127.0.0.1 or an address of its own",
        cause);
  }

  private static boolean isFree(String host, int port) {
    try {
      bindOnce(host, port);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void bindOnce(String host, int port) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
    }
  }
}
