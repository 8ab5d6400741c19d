package io.stretto.statestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.stretto.protocol.Block;
import io.stretto.protocol.Commit;
import io.stretto.protocol.Receipt;
import io.stretto.service.kafka.TopicAdministrator;
import io.stretto.statestore.query.LedgerView;
import io.stretto.statestore.server.StateStoreServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Whole blocks only, and none missing, after everything that can end a state store. */
class RecoveryTest {

  @RegisterExtension static final Broker BROKER = new Broker();

  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path directory;
  private Map<String, String> properties;
  private final ChainBuilder chain = new ChainBuilder(0);
  private final List<Block> blocks = new ArrayList<>();

  @BeforeEach
  void chooseDirectory() {
    properties = BROKER.properties();
    properties.put("state.directory", directory.resolve("a").toString());
  }

  @Test
  void restoresFromTheChangelogWhenTheDiskIsLost() throws InterruptedException, IOException {
    Commit last;
    try (StateStoreServer server = start(properties);
        FakeCluster cluster = cluster()) {
      feed(cluster, 20);
      awaitHeight(server, 20);
      awaitCommitted(cluster, 20);
      last = cluster.commits(0).get(20L);
    }
    Broker.delete(directory.resolve("a"));
    try (StateStoreServer server = start(properties);
        FakeCluster cluster = cluster()) {
      LedgerView view = server.ledgers().find(0).orElseThrow();
      assertThat(view.committed().lastCommit()).hasValue(last);
      assertThat(view.committed().receipt("tx-20-0")).isPresent();
      cluster.sendExecuted(chain.next(2, 0));
      awaitCommitted(cluster, 21);
      assertWhole(cluster, 21);
    }
  }

  @Test
  void aStandbyTakesOver() throws InterruptedException {
    properties.put("state.standby.replicas", "1");
    StateStoreServer first = start(properties);
    try (StateStoreServer second = start(inDirectory("b"));
        FakeCluster cluster = cluster()) {
      feed(cluster, 10);
      awaitCommitted(cluster, 10);
      awaitOneOwner(first, second);
      StateStoreServer survivor = isOwner(second) ? first : second;
      (isOwner(second) ? second : first).close();
      await().atMost(LONG).until(() -> isOwner(survivor));
      cluster.sendExecuted(chain.next(3, 0));
      awaitCommitted(cluster, 11);
      assertWhole(cluster, 11);
    } finally {
      first.close();
    }
  }

  /** An owner that became a standby went on with what it knew from before, or not at all. */
  @Test
  void anOwnerThatWasAStandbyMeanwhileGoesOnFromTheTip() throws InterruptedException {
    properties.put("state.standby.replicas", "1");
    try (StateStoreServer first = start(properties);
        FakeCluster cluster = cluster()) {
      feed(cluster, 5);
      awaitCommitted(cluster, 5);
      StateStoreServer second = takeOver(first);
      try {
        cluster.sendExecuted(chain.next(3, 0));
        awaitCommitted(cluster, 6);
      } finally {
        second.close();
      }
      await().atMost(LONG).until(() -> isOwner(first));
      cluster.sendExecuted(chain.next(3, 0));
      awaitCommitted(cluster, 7);
      assertWhole(cluster, 7);
    }
  }

  /** Starts others until Streams, which chooses by a random id, gives the ledger to one of them. */
  private StateStoreServer takeOver(StateStoreServer first) throws InterruptedException {
    for (int attempt = 0; attempt < 30; attempt++) {
      StateStoreServer second = start(inDirectory("b" + attempt));
      awaitOneOwner(first, second);
      if (isOwner(second)) {
        return second;
      }
      second.close();
    }
    throw new AssertionError("the ledger was never given to another state store");
  }

  private Map<String, String> inDirectory(String name) {
    Map<String, String> others = new HashMap<>(properties);
    others.put("state.directory", directory.resolve(name).toString());
    return others;
  }

  /** Waits until both have been so for a while: a rebalance takes several rounds. */
  private static void awaitOneOwner(StateStoreServer first, StateStoreServer second) {
    await()
        .atMost(LONG)
        .during(Duration.ofSeconds(1))
        .until(
            () ->
                first.readiness().problem().isEmpty()
                    && second.readiness().problem().isEmpty()
                    && isOwner(first) != isOwner(second));
  }

  private static boolean isOwner(StateStoreServer server) {
    return server.ledgers().find(0).isPresent();
  }

  @Test
  void goesOnAfterItWasKilled() throws InterruptedException, IOException {
    properties.put("state.instance.id", "only");
    properties.put("state.commit.interval.millis", "2000");
    Process process = startProcess();
    try {
      TopicAdministrator.ensure(Broker.cluster(properties));
      try (FakeCluster cluster = cluster()) {
        feed(cluster, 30);
        await().atMost(LONG).until(() -> cluster.commits(0).size() > 5);
        process.destroyForcibly().waitFor();
      }
    } finally {
      process.destroyForcibly();
    }
    try (StateStoreServer server = start(properties);
        FakeCluster cluster = cluster()) {
      resendMissing(cluster);
      awaitHeight(server, 30);
      assertWhole(cluster, 30);
    }
  }

  /**
   * Streams had committed the offset of an open block, and after the restart delivered a later one
   * of the same height first, which fitted as well, and was taken.
   */
  @Test
  void theFirstBlockOfAHeightIsTakenAfterARestartToo() throws InterruptedException {
    Block winner;
    try (StateStoreServer server = start(properties);
        FakeCluster cluster = cluster()) {
      feed(cluster, 3);
      awaitHeight(server, 3);
      winner = chain.next(2, 0);
      cluster.send(winner);
      await().until(() -> server.ledgers().find(0).orElseThrow().openBlocks() == 1);
    }
    try (FakeCluster cluster = cluster()) {
      cluster.send(ChainBuilder.rival(winner));
      try (StateStoreServer server = start(properties)) {
        cluster.send(ChainBuilder.plainResults(ChainBuilder.rival(winner)));
        cluster.send(ChainBuilder.plainResults(winner));
        awaitHeight(server, 4);
        await().until(() -> cluster.commits(0).containsKey(4L));
        assertThat(cluster.commits(0).get(4L).blockDigest()).isEqualTo(winner.digest());
      }
    }
  }

  @Test
  void refusesTheStateOfAnotherCluster() throws InterruptedException {
    try (StateStoreServer server = start(properties);
        FakeCluster cluster = cluster()) {
      feed(cluster, 3);
      awaitHeight(server, 3);
    }
    Map<String, String> others = BROKER.properties();
    others.put("state.directory", directory.resolve("a").toString());
    others.put("state.application.id", properties.get("cluster.topic.prefix") + ".state-store");
    assertThatThrownBy(() -> start(others))
        .isInstanceOf(StateStoreException.class)
        .hasMessageContaining("belong to another cluster");
  }

  private void feed(FakeCluster cluster, int count) {
    cluster.sendExecuted(chain.genesis());
    for (int i = 0; i < count; i++) {
      Block block = chain.next(5, i % 4);
      blocks.add(block);
      cluster.sendExecuted(block);
    }
  }

  /** Plays the workers that are asked for what was lost with the process. */
  private void resendMissing(FakeCluster cluster) {
    for (Block block : blocks) {
      cluster.send(ChainBuilder.plainResults(block));
    }
  }

  private void assertWhole(FakeCluster cluster, long height) {
    awaitCommitted(cluster, height);
    NavigableMap<Long, Commit> commits = cluster.commits(0);
    assertThat(commits).hasSize((int) height + 1);
    long next = 0;
    String changelog = properties.get("cluster.topic.prefix") + ".state-store-ledger-changelog";
    await().until(() -> cluster.heights(changelog, 0).contains(height));
    for (long found : cluster.heights(changelog, 0)) {
      assertThat(found).isLessThanOrEqualTo(next);
      next = Math.max(next, found + 1);
    }
    assertThat(next).isEqualTo(height + 1);
    long transactions = commits.get(height).tip().nextOrdinal();
    await()
        .until(
            () ->
                cluster.receipts(0).stream().map(Receipt::transactionId).distinct().count()
                    == transactions);
  }

  private StateStoreServer start(Map<String, String> given) throws InterruptedException {
    StateStoreServer server = StateStoreServer.start(StateStoreSettings.fromProperties(given));
    boolean isReady = false;
    try {
      server.awaitReady(LONG);
      isReady = true;
      return server;
    } finally {
      if (!isReady) {
        server.close();
      }
    }
  }

  private FakeCluster cluster() {
    return new FakeCluster(Broker.cluster(properties));
  }

  private static void awaitHeight(StateStoreServer server, long height) {
    LedgerView view = server.ledgers().find(0).orElseThrow();
    await()
        .atMost(LONG)
        .until(() -> view.committed().lastCommit().map(Commit::height).orElse(-1L) >= height);
  }

  private static void awaitCommitted(FakeCluster cluster, long height) {
    await().atMost(LONG).until(() -> cluster.commits(0).containsKey(height));
  }

  private Process startProcess() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "--enable-native-access=ALL-UNNAMED", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(ServingMain.class.getName());
    properties.forEach((name, value) -> command.add(name + "=" + value));
    File output = directory.resolve("killed.log").toFile();
    return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output).start();
  }
}
