package io.stretto.chaos.net;

import io.stretto.chaos.system.SystemCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A network namespace for each host, on a bridge of this machine: what Linux allows to root. A wire
 * that is cut loses every packet in both directions, so that connections live on by TCP's own
 * retransmission, and new ones time out.
 *
 * <p>It goes when it is closed, and when this JVM ends in order. What a JVM that was killed has
 * left is taken away when the next network is made. Safe for use by several threads.
 */
public final class NamespaceNetwork implements ClusterNetwork {

  private static final Logger LOG = LoggerFactory.getLogger(NamespaceNetwork.class);
  private static final int ANSWER_MILLIS = 2_000;

  /** Where nobody listens in a namespace that has only just been made. */
  private static final int UNUSED_PORT = 9;

  private final NamespacePlan plan;
  private final Thread ending = Thread.ofPlatform().unstarted(this::remove);
  private int hosts;
  private boolean isRemoved;

  private NamespaceNetwork(NamespacePlan plan) {
    this.plan = plan;
  }

  /** Why no namespaces can be had on this machine; nothing where they can. */
  public static Optional<String> problem() throws InterruptedException {
    try (NamespaceNetwork network = open()) {
      requireAnswer(network.addHost().address());
      return Optional.empty();
    } catch (IllegalStateException | UncheckedIOException e) {
      return Optional.of(e.getMessage());
    }
  }

  /**
   * Makes one without hosts.
   *
   * @throws IllegalStateException with the reason where the system refuses; nothing is left then
   * @throws UncheckedIOException where there is no {@code ip} command
   */
  static NamespaceNetwork open() throws InterruptedException {
    String listing = Leftovers.remove();
    long pid = ProcessHandle.current().pid();
    RunName name = RunName.free(pid, listing).orElseThrow(() -> refusal("no name is free"));
    Subnet subnet =
        Subnet.free(SystemCommand.run(NamespacePlan.routes()), pid)
            .orElseThrow(() -> refusal("no private subnet is free"));
    NamespaceNetwork network = new NamespaceNetwork(new NamespacePlan(name, subnet));
    Runtime.getRuntime().addShutdownHook(network.ending);
    boolean isMade = false;
    try {
      network.run(network.plan.makeBridge());
      isMade = true;
      return network;
    } finally {
      if (!isMade) {
        network.close();
      }
    }
  }

  @Override
  public String address() {
    return plan.gateway();
  }

  @Override
  public synchronized NetworkHost addHost() throws InterruptedException {
    if (hosts == Subnet.MOST_HOSTS) {
      throw refusal("there are " + hosts + " hosts already");
    }
    int host = ++hosts;
    run(plan.makeHost(host));
    return new NetworkHost(
        plan.address(host), plan.gateway(), plan.entrance(host), Optional.of(new HostWire(host)));
  }

  @Override
  public void close() {
    remove();
    try {
      Runtime.getRuntime().removeShutdownHook(ending);
    } catch (IllegalStateException e) {
      LOG.debug("the JVM ends", e);
    }
  }

  /** The pair of interfaces of a host. */
  private final class HostWire implements Wire {

    private final int host;

    private HostWire(int host) {
      this.host = host;
    }

    @Override
    public void cut() throws InterruptedException {
      SystemCommand.run(plan.cut(host));
    }

    @Override
    public void heal() throws InterruptedException {
      SystemCommand.run(plan.heal(host));
    }
  }

  private synchronized void run(List<List<String>> commands) throws InterruptedException {
    if (isRemoved) {
      throw refusal("the network has been taken away");
    }
    for (List<String> command : commands) {
      SystemCommand.run(command);
    }
  }

  /** Also what was made in part goes, and also where the thread is told to end. */
  private synchronized void remove() {
    if (isRemoved) {
      return;
    }
    isRemoved = true;
    boolean isInterrupted = Thread.interrupted();
    for (List<String> command : plan.remove(hosts)) {
      try {
        SystemCommand.run(command);
      } catch (IllegalStateException | UncheckedIOException e) {
        LOG.debug("nothing to take away: {}", e.getMessage());
      } catch (InterruptedException e) {
        isInterrupted = true;
      }
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** A refused connection is an answer: packets went there and came back. */
  private static void requireAnswer(String address) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, UNUSED_PORT), ANSWER_MILLIS);
    } catch (ConnectException e) {
      LOG.debug("{} has answered: {}", address, e.toString());
    } catch (IOException e) {
      throw new IllegalStateException("no packets reach a namespace: " + e.getMessage(), e);
    }
  }

  private static IllegalStateException refusal(String reason) {
    return new IllegalStateException("no network of namespaces: " + reason);
  }
}
