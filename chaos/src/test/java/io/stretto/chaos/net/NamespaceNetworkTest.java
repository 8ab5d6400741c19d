package io.stretto.chaos.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.stretto.chaos.system.SystemCommand;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Processes in namespaces of their own. It changes the network of the machine while it runs, so it
 * is not part of the normal build: {@code mvn verify -Pchaos -pl chaos -am}.
 */
@Tag("chaos")
@Timeout(60)
final class NamespaceNetworkTest {

  private static final int PORT = 7_000;
  private static final int SILENCE_MILLIS = 500;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final List<Process> processes = new ArrayList<>();
  private ClusterNetwork network;
  private NetworkHost server;

  @BeforeEach
  void start() throws Exception {
    Optional<String> problem = NamespaceNetwork.problem();
    assumeTrue(problem.isEmpty(), () -> problem.orElseThrow());
    network = NetworkKind.NAMESPACES.open();
    server = network.addHost();
    Process echo = talk(server, "echo", server.address(), PORT);
    assertThat(echo.getInputStream().read()).isEqualTo('!');
  }

  @AfterEach
  void stop() {
    processes.forEach(Process::destroyForcibly);
    if (network != null) {
      network.close();
    }
  }

  private Process talk(NetworkHost where, String what, String address, int port)
      throws IOException {
    List<String> command = new ArrayList<>(where.entrance());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Talk.class.getName()));
    command.addAll(List.of(what, address, String.valueOf(port)));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    processes.add(process);
    return process;
  }

  private static void say(Process caller, int word) throws IOException {
    caller.getOutputStream().write(word);
    caller.getOutputStream().flush();
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket();
    socket.connect(new InetSocketAddress(server.address(), PORT), SILENCE_MILLIS);
    return socket;
  }

  /** As workers and the broker do: each in a namespace, and a proxy between them. */
  @Test
  void twoNamespacesHearNothingOfEachOtherWhileOneIsCut() throws Exception {
    NetworkHost client = network.addHost();
    try (TcpProxy proxy = TcpProxy.start(network.address(), 0, server.address(), PORT)) {
      Process caller = talk(client, "call", network.address(), proxy.port());
      say(caller, 1);
      assertThat(caller.getInputStream().read()).isEqualTo(1);
      for (NetworkHost victim : List.of(client, server)) {
        Wire wire = victim.wire().orElseThrow();
        wire.cut();
        say(caller, 2);
        await()
            .during(Duration.ofMillis(SILENCE_MILLIS))
            .atMost(PATIENCE)
            .until(() -> caller.getInputStream().available() == 0);
        wire.heal();
        assertThat(caller.getInputStream().read()).isEqualTo(2);
      }
    }
  }

  @Test
  void whoConnectsWhileItIsCutHearsNotEvenARefusal() throws Exception {
    Wire wire = server.wire().orElseThrow();
    wire.cut();
    for (int attempt = 0; attempt < 10; attempt++) {
      assertThatThrownBy(this::connect).isInstanceOf(SocketTimeoutException.class);
    }
    wire.heal();
    await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> connect().close());
  }

  /** The words before a command become the command, so that signals reach it. */
  @Test
  void aProcessInANamespaceIsTheOneThatWasStarted() throws Exception {
    Process echo = processes.getFirst();
    assertThat(echo.toHandle().info().command().orElseThrow()).endsWith("/java");
    echo.destroyForcibly();
    assertThat(echo.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void nothingIsLeftAfterwards() throws Exception {
    String own = RunName.free(ProcessHandle.current().pid(), "").orElseThrow().text();
    assertThat(listing()).contains(own);
    network.close();
    assertThat(listing()).doesNotContain(own);
    assertThatThrownBy(network::addHost).isInstanceOf(IllegalStateException.class);
  }

  /** A process that has ended long ago has left a namespace, an interface, and a process. */
  @Test
  void whatAKilledRunHasLeftGoes() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    NamespacePlan plan =
        new NamespacePlan(
            RunName.free(gone.pid(), "").orElseThrow(),
            Subnet.free(SystemCommand.run(NamespacePlan.routes()), gone.pid()).orElseThrow());
    for (List<String> command : plan.makeBridge()) {
      SystemCommand.run(command);
    }
    for (List<String> command : plan.makeHost(1)) {
      SystemCommand.run(command);
    }
    NetworkHost left = new NetworkHost("", "", plan.entrance(1), Optional.empty());
    Process orphan = talk(left, "echo", plan.address(1), PORT);
    assertThat(orphan.getInputStream().read()).isEqualTo('!');
    assertThat(Leftovers.remove()).doesNotContain(plan.name().text());
    assertThat(orphan.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(processes.getFirst().isAlive()).isTrue();
  }

  private static String listing() throws InterruptedException {
    StringBuilder listing = new StringBuilder();
    for (List<String> command : NamespacePlan.list()) {
      listing.append(SystemCommand.run(command));
    }
    return listing.toString();
  }
}
